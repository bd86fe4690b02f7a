package dev.drydock.grading.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobAnswersTest {

    private static final JobRequest PLAIN = new JobRequest("plain", 0);

    private static JobAnswer answer(String epochs) {
        return new JobAnswer(
                new DrawnJob(
                        List.of("--epochs", epochs), Map.of(), Map.of("/data/points.json", "[]"), List.of("/m.json")),
                0,
                Map.of("/m.json", epochs));
    }

    @Test
    void whatIsKeptIsReadAgain() {
        var answers = new JobAnswers();
        answers.put(PLAIN, List.of(answer("3"), answer("4")));

        JobAnswers read = JobAnswers.read(answers.text()).orElseThrow();

        assertThat(read.any(PLAIN, new Random(1))).isIn(answer("3"), answer("4"));
        assertThatThrownBy(() -> read.any(new JobRequest("plain", 2), new Random(1)))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void halfOfAFileIsNoAnswer() {
        var answers = new JobAnswers();
        answers.put(PLAIN, List.of(answer("3")));

        assertThat(JobAnswers.read(answers.text().substring(0, 20))).isEmpty();
        assertThat(JobAnswers.read("")).isEmpty();
    }
}
