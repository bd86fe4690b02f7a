package dev.drydock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.submission.EventStore;
import dev.drydock.submission.SubmissionEvent;
import dev.drydock.submission.SubmissionEvent.Log;
import dev.drydock.submission.SubmissionEvent.Phase;
import dev.drydock.submission.SubmissionEvent.State;
import dev.drydock.submission.SubmissionEvent.Step;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    private final LogLines lines = new LogLines();

    private String of(int run, SubmissionEvent event) {
        return lines.of(new EventStore.Numbered(1, run, Instant.EPOCH, event));
    }

    private static Step step(String step, String status, Optional<Long> millis) {
        return new Step("build", step, "[1/2] RUN " + step, status, millis);
    }

    @Test
    void tellsStepsApartByTheirNumbers() {
        assertThat(of(1, new Phase("build"))).isEqualTo("=== build\n");
        assertThat(of(1, step("a", "started", Optional.empty()))).isEqualTo("#1 [1/2] RUN a\n");
        assertThat(of(1, step("b", "cached", Optional.empty()))).isEqualTo("#2 [1/2] RUN b\n#2 cached\n");
        assertThat(of(1, new Log("build", "a", "one\ntwo\n"))).isEqualTo("#1 | one\n#1 | two\n");
        assertThat(of(1, step("a", "finished", Optional.of(1234L)))).isEqualTo("#1 finished in 1.2 s\n");
    }

    @Test
    void theSameStepOfAnotherRunIsAnother() {
        of(1, step("a", "started", Optional.empty()));
        assertThat(of(2, step("a", "started", Optional.empty()))).isEqualTo("=== run 2\n#2 [1/2] RUN a\n");
    }

    @Test
    void aTerminalObeysNothing() {
        assertThat(of(1, new Log("build", "a", "\u001b]0;title\u0007\u001b[2Jx\rover\n")))
                .isEqualTo("#1 | over\n");
        assertThat(of(1, new State("queued", Optional.of("a\nb\u001b[1m")))).isEqualTo("--- queued: a b\n");
    }
}
