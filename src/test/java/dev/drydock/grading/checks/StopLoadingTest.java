package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Activity;
import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.StopOutcome;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeProcesses;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Unobservable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopLoadingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeObservations seen = FakeObservations.of("FROM x\nCMD serve\n")
            .placed("model.json", "/app/model.json")
            .state(new ContainerState(false, 0, false, Optional.empty(), Optional.empty()))
            .processes(new FakeProcesses()
                    .process("sh")
                    .serving()
                    .process("uvicorn")
                    .all())
            .doing(new Activity(
                    START,
                    List.of(new Event(Kind.OPENED, START.plusSeconds(1), 101, "/app/model.json", "python")),
                    true));

    private Finding judge() {
        return new StopLoading().judge(new StopLoading.Parameters("model.json", 17), seen);
    }

    @Test
    void whoEndsByItselfPassesWithWhateverExitCode() {
        seen.stopping(new StopOutcome(Duration.ofSeconds(11), 1, false));

        assertThat(judge().status()).isEqualTo(Status.PASSED);
        assertThat(seen.asked).containsExactly(Circumstances.leftAlone("to be stopped while it loads"));
        assertThat(seen.waited).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whoHasToBeKilledFailsAtTheStart() {
        seen.stopping(new StopOutcome(Duration.ofSeconds(17), 137, true));

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whoNeverLoadsCannotBeStoppedMeanwhile() {
        seen.doing(new Activity(START, List.of(), true));

        assertThatThrownBy(this::judge).isInstanceOf(Unobservable.class);
    }
}
