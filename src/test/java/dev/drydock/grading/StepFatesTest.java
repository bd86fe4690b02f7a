package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.BuildReport.NotRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepFatesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aStepThatRanHasNoOtherFate() {
        StepResult run = ran("[2/2] RUN make");
        StepFates fates = new StepFates(built(run));
        assertThat(fates.notRun(run)).isEmpty();
        assertThat(fates.twin(run)).isEmpty();
    }

    @Test
    void aStepThatFailedWasReached() {
        StepResult failed = new StepResult(
                BuildStep.of("f", "[2/3] RUN make"), false, false, SECOND, Optional.of("exit code: 2"), "");
        assertThat(new StepFates(failed(failed)).notRun(failed)).isEmpty();
    }

    @Test
    void theSameInstructionInAnotherStageMadeIt() {
        StepResult first = ran("[a 2/2] RUN apt-get update");
        StepResult second = silent("[b 2/2] RUN apt-get update");
        StepFates fates = new StepFates(built(first, second));
        assertThat(fates.notRun(second)).contains(NotRun.SAME_AS_ANOTHER);
        assertThat(fates.twin(second)).contains(first);
    }

    @Test
    void aCopyOfTheSameFilesFromElsewhereIsFoundByWhatComesAfterIt() {
        StepResult copy = ran("[a 2/3] COPY list.txt .");
        StepResult install = ran("[a 3/3] RUN pip install -r list.txt");
        StepResult sameCopy = silent("[b 2/3] COPY lists/list.txt .");
        StepResult sameInstall = silent("[b 3/3] RUN pip install -r list.txt");
        StepFates fates = new StepFates(built(copy, install, sameCopy, sameInstall));
        assertThat(fates.twin(sameCopy)).contains(copy);
    }

    @Test
    void afterAFailureTheRestIsNotReached() {
        StepResult failed = new StepResult(
                BuildStep.of("f", "[ 2/10] RUN make"), false, true, SECOND, Optional.of("exit code: 2"), "");
        StepResult next = silent("[ 3/10] RUN make install");
        assertThat(new StepFates(failed(failed, next)).notRun(next)).contains(NotRun.NOT_REACHED);
    }

    @Test
    void inABuildThatSucceededNothingWasLeftOut() {
        StepResult unlike = silent("[b 2/2] RUN --mount=type=cache,target=/c  make");
        assertThat(new StepFates(built(unlike)).notRun(unlike)).contains(NotRun.SAME_AS_ANOTHER);
        assertThat(new StepFates(built(unlike)).twin(unlike)).isEmpty();
    }

    private static StepResult ran(String name) {
        return new StepResult(BuildStep.of(name, name), false, true, SECOND, Optional.empty(), "");
    }

    private static StepResult silent(String name) {
        return new StepResult(BuildStep.of(name, name), false, false, Duration.ZERO, Optional.empty(), "");
    }

    private static BuildOutcome built(StepResult... steps) {
        return new BuildOutcome.Built("sha256:1", List.of(steps), SECOND);
    }

    private static BuildOutcome failed(StepResult... steps) {
        return new BuildOutcome.Failed(Optional.of(steps[0]), "exit code: 2", List.of(steps), SECOND);
    }
}
