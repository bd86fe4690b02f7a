package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.Outcome;
import dev.drydock.grading.Verdict.Timings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static CheckResult check(Status status, int points) {
        return Samples.check("id", "Title", status, points, 10, "Why.");
    }

    private static Verdict graded(CheckResult... checks) {
        return Verdicts.graded(
                "small",
                List.of(checks),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Timings(0, 0, 0, 0, 0),
                Samples.PROVENANCE);
    }

    @Test
    void passesWhenEveryCheckDoes() {
        Verdict verdict = graded(check(Status.PASSED, 10), check(Status.PASSED, 10));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.score()).isEqualTo(20);
        assertThat(verdict.maxScore()).isEqualTo(20);
    }

    @Test
    void failsWhenACheckIsFailedPartialOrSkipped() {
        for (Status status : List.of(Status.FAILED, Status.PARTIAL, Status.SKIPPED)) {
            Verdict verdict = graded(check(Status.PASSED, 10), check(status, status == Status.PARTIAL ? 4 : 0));

            assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(verdict.score()).isEqualTo(status == Status.PARTIAL ? 14 : 10);
            assertThat(verdict.maxScore()).isEqualTo(20);
        }
    }

    @Test
    void leavesWhatWasNotVerifiedOutOfScoreAndMaximum() {
        Verdict verdict = graded(check(Status.PASSED, 10), check(Status.NOT_VERIFIED, 0));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.score()).isEqualTo(10);
        assertThat(verdict.maxScore()).isEqualTo(10);
    }

    @Test
    void neverPassesWhenNothingWasVerified() {
        Verdict verdict = graded(check(Status.NOT_VERIFIED, 0));

        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(verdict.problem().orElseThrow().kind()).isEqualTo("platform.nothingVerified");
    }

    @Test
    void isThePlatformsErrorWhenACheckBroke() {
        Verdict verdict = graded(check(Status.PASSED, 10), check(Status.ERROR, 0));

        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(verdict.problem().orElseThrow().reason()).isEqualTo("The check \"Title\" broke: Why.");
    }
}
