package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.drydock.content.Questions;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.ReferenceAnswer;
import dev.drydock.yaml.YamlFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** One question, whose answer takes 0.2 s; it is asked twice, and twice more at the same time. */
class AnswersDelayedTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String WITH = "questions: numbers, ask: 1, compare: [{pointer: /twice}], secondsAt: /delay";

    private final FakeObservations seen = FakeObservations.of("FROM x\n")
            .listening("0.0.0.0", 80)
            .answered(
                    new Questions("numbers", Optional.empty(), "/twice", 80, Optional.empty(), List.of()),
                    Optional.empty(),
                    List.of(new ReferenceAnswer(
                            "slow",
                            JSON.objectNode().put("x", 3).put("delay", 0.2),
                            200,
                            JSON.objectNode().put("twice", 6))));

    private static Finding judge(FakeObservations seen, String with) {
        var check = new AnswersAgree();
        return check.judge(YamlFile.parse("{" + with + "}", "test").as(check.parameters(), ""), seen);
    }

    /** @param millis that the answers take, counted from 1 */
    private Finding answering(IntFunction<Integer> millis) {
        var asked = new AtomicInteger();
        seen.answering(probe -> new HttpReply.Answer(
                200, Map.of(), "{\"twice\": 6}", Duration.ofMillis(millis.apply(asked.incrementAndGet()))));
        Finding finding = judge(seen, WITH);
        assertThat(finding.expected()).startsWith("POST /twice on port 80 answers ");
        return finding;
    }

    @Test
    void whoTakesTheTimePasses() {
        assertThat(answering(asked -> 200).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whoKeepsAnAnswerForLaterFails() {
        Finding finding = answering(asked -> asked <= 2 ? 210 : 3);

        assertThat(finding.actual()).isEqualTo("it answered after 3 ms already");
        assertThat(finding.expected()).endsWith("after 200 ms");
    }

    @Test
    void whoIsQuickerBesideTheSameQuestionFails() {
        assertThat(answering(asked -> asked == 4 ? 100 : 200).actual()).isEqualTo("it answered after 100 ms already");
    }

    @Test
    void whatIsAskedTogetherHasNoTimeOfItsOwn() {
        assertThatThrownBy(() -> judge(seen, WITH + ", together: true"))
                .hasMessageContaining("secondsAt is not for what is asked together");
    }
}
