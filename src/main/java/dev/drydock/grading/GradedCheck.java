package dev.drydock.grading;

import dev.drydock.engine.Gpus;
import dev.drydock.grading.jobs.JobRequest;
import java.util.List;

/**
 * A check as a grader uses it.
 *
 * @param id its name in the grader
 * @param points for passing it
 * @param hint the grader's own, or else the check's
 * @param lesson the grader's own, or else the check's
 * @param needs ids of checks that have to hold before this one says anything
 * @param hidden whether learners see only that there is a check, and whether it passed
 */
public record GradedCheck<P extends Record>(
        String id,
        String title,
        int points,
        String hint,
        String lesson,
        List<String> needs,
        boolean hidden,
        Check<P> check,
        P parameters) {

    public GradedCheck {
        needs = List.copyOf(needs);
    }

    public String kind() {
        return check.kind();
    }

    /** As learners are told of it. */
    GradedCheck<P> forLearners() {
        return hidden
                ? new GradedCheck<>(
                        "hidden", Verdict.CheckResult.HIDDEN_TITLE, points, "", "", List.of(), true, check, parameters)
                : this;
    }

    /** What it asks for with this grader's parameters; see {@link Check#jobs}. */
    List<JobRequest> jobs(Gpus gpus) {
        return check.jobs(parameters, gpus);
    }

    /** What this check wants of the service's start; see {@link Check#fromStart}. */
    StartPlan fromStart() {
        return check.fromStart(parameters);
    }

    /** Judges with this grader's parameters; see {@link Check#judge}. */
    public Finding judge(Observations seen) {
        return check.judge(parameters, seen);
    }
}
