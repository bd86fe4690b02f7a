package dev.drydock.submission;

import static dev.drydock.submission.SubmissionState.BUILDING;
import static dev.drydock.submission.SubmissionState.CANCELLED;
import static dev.drydock.submission.SubmissionState.ERROR;
import static dev.drydock.submission.SubmissionState.GRADED;
import static dev.drydock.submission.SubmissionState.INVALID;
import static dev.drydock.submission.SubmissionState.PREPARING;
import static dev.drydock.submission.SubmissionState.QUEUED;
import static dev.drydock.submission.SubmissionState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubmissionStateTest {

    @Test
    void goesFromTheQueueToTheVerdict() {
        assertThat(QUEUED.to(PREPARING).to(BUILDING).to(RUNNING).to(GRADED)).isEqualTo(GRADED);
        assertThat(QUEUED.to(PREPARING).to(BUILDING).to(GRADED)).isEqualTo(GRADED);
        assertThat(QUEUED.to(PREPARING).to(INVALID)).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @EnumSource(names = {"PREPARING", "BUILDING", "RUNNING"})
    void goesBackToTheQueueFromWhereverItIsGraded(SubmissionState state) {
        assertThat(state.to(QUEUED)).isEqualTo(QUEUED);
        assertThat(state.to(ERROR)).isEqualTo(ERROR);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "PREPARING", "BUILDING", "RUNNING"})
    void canBeCancelledAsLongAsItHasNotEnded(SubmissionState state) {
        assertThat(state.isFinal()).isFalse();
        assertThat(state.to(CANCELLED)).isEqualTo(CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(names = {"GRADED", "INVALID", "ERROR", "CANCELLED"})
    void goesNowhereFromItsEnd(SubmissionState state) {
        assertThat(state.isFinal()).isTrue();
        for (SubmissionState next : SubmissionState.values()) {
            assertThatThrownBy(() -> state.to(next))
                    .isInstanceOf(IllegalMoveException.class)
                    .hasMessage("a submission that is " + state.word() + " cannot become " + next.word());
        }
    }

    @Test
    void getsNoVerdictWithoutAGrading() {
        for (SubmissionState next : Set.of(GRADED, INVALID, ERROR, BUILDING, RUNNING, QUEUED)) {
            assertThatThrownBy(() -> QUEUED.to(next)).isInstanceOf(IllegalMoveException.class);
        }
        assertThatThrownBy(() -> PREPARING.to(GRADED)).isInstanceOf(IllegalMoveException.class);
    }
}
