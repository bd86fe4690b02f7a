package dev.drydock.grading;

import dev.drydock.content.SubmissionException;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Refusal;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.Outcome;
import dev.drydock.grading.Verdict.Problem;
import dev.drydock.grading.Verdict.Timings;
import java.util.List;
import java.util.Optional;

/** Makes verdicts: sums up scores and decides outcomes. */
public final class Verdicts {

    private Verdicts() {}

    /**
     * Of a submission whose checks were run.
     *
     * @param problem why it does not build, if it does not
     */
    public static Verdict graded(
            String exercise,
            List<CheckResult> checks,
            Optional<Problem> problem,
            Optional<BuildReport> build,
            Optional<RebuildReport> rebuild,
            Timings timings,
            Provenance provenance) {
        List<CheckResult> counting = checks.stream()
                .filter(check -> check.status() != Status.NOT_VERIFIED)
                .toList();
        int score = counting.stream().mapToInt(CheckResult::points).sum();
        int maxScore = counting.stream().mapToInt(CheckResult::maxPoints).sum();
        Optional<Problem> platforms = platformProblem(checks, counting);
        boolean passed = score == maxScore && counting.stream().allMatch(check -> check.status() == Status.PASSED);
        return new Verdict(
                Verdict.SCHEMA_VERSION,
                exercise,
                platforms.isPresent() ? Outcome.ERROR : passed ? Outcome.PASSED : Outcome.FAILED,
                score,
                maxScore,
                platforms.or(() -> problem),
                checks,
                List.of(),
                build,
                rebuild,
                timings,
                Optional.empty(),
                provenance);
    }

    /** What only the platform can have done: a check that broke, or a deployment that could prove nothing at all. */
    private static Optional<Problem> platformProblem(List<CheckResult> checks, List<CheckResult> counting) {
        Optional<CheckResult> broken =
                checks.stream().filter(check -> check.status() == Status.ERROR).findFirst();
        if (broken.isPresent()) {
            return Optional.of(Problem.of(
                    "platform.check",
                    "The check \"" + broken.get().forLearners().title() + "\" broke: "
                            + broken.get().forLearners().message().orElse("no reason is given"),
                    "This is a mistake in Drydock, not in your submission. Tell whoever runs it."));
        }
        if (counting.isEmpty()) {
            return Optional.of(Problem.of(
                    "platform.nothingVerified",
                    "This deployment can verify none of the checks.",
                    "Grade where the means are, such as a GPU; see docs/operating.md."));
        }
        return Optional.empty();
    }

    /** Of a submission that was refused before building. */
    public static Verdict invalid(String exercise, int maxScore, Problem problem, Timings timings, Provenance by) {
        return ungraded(exercise, Outcome.INVALID, maxScore, problem, timings, by);
    }

    /** Of a submission that the platform failed to grade. */
    public static Verdict error(String exercise, int maxScore, Problem problem, Timings timings, Provenance by) {
        return ungraded(exercise, Outcome.ERROR, maxScore, problem, timings, by);
    }

    private static Verdict ungraded(
            String exercise, Outcome outcome, int maxScore, Problem problem, Timings timings, Provenance by) {
        return new Verdict(
                Verdict.SCHEMA_VERSION,
                exercise,
                outcome,
                0,
                maxScore,
                Optional.of(problem),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                timings,
                Optional.empty(),
                by);
    }

    /** Why a folder is no submission. */
    public static Problem problem(SubmissionException refused) {
        return new Problem(
                refused.kind(),
                refused.file(),
                Optional.empty(),
                Optional.empty(),
                refused.reason(),
                Optional.of(refused.mend()),
                Optional.empty());
    }

    /** Why a Dockerfile cannot be read. */
    public static Problem problem(DockerfileException unreadable) {
        return placed(
                "dockerfile.syntax", unreadable.file(), unreadable.line(), unreadable.reason(), unreadable.mend());
    }

    /** Why a Dockerfile is not built. */
    public static Problem problem(Refusal refusal) {
        return placed(refusal.kind().id(), refusal.file(), refusal.line(), refusal.reason(), refusal.mend());
    }

    /** What the platform failed at. */
    public static Problem platformProblem(String reason) {
        return Problem.of(
                "platform",
                reason,
                "This is not your submission's fault. Try again; if it stays so, `drydock doctor` may know more.");
    }

    private static Problem placed(String kind, String file, int line, String reason, String mend) {
        return new Problem(
                kind,
                Optional.of(file),
                line > 0 ? Optional.of(line) : Optional.empty(),
                Optional.empty(),
                reason,
                Optional.of(mend),
                Optional.empty());
    }
}
