package dev.drydock.grading;

import dev.drydock.lint.report.LintEntry;
import dev.drydock.yaml.Key;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of one grading of one submission. Its JSON form is a contract ({@code docs/verdict.schema.json}): what is
 * absent is left out and never null, lists are always there, and texts may hold whatever a learner's build wrote.
 */
public record Verdict(
        @Key(value = "Version of this format.", min = 1, max = 1)
        int schemaVersion,

        @Key("Id of the exercise.") String exercise,

        @Key("passed: every check that counts has full points. failed: it was graded, and something is missing."
                + " invalid: it was refused before building. error: the platform failed.")
        Outcome outcome,

        @Key(value = "Points earned.", min = 0) int score,

        @Key(value = "Points of all checks that count: those that are not notVerified.", min = 0)
        int maxScore,

        @Key("Why it could not be graded in full; always there when invalid or error, and when it does not build.")
        Optional<Problem> problem,

        @Key("The grader's checks in its order; none when invalid or error before grading.")
        List<CheckResult> checks,

        @Key("Remarks of the linter, which earn no points.") List<LintEntry> findings,

        @Key("The first build.") Optional<BuildReport> build,

        @Key("The build after an edit.") Optional<RebuildReport> rebuild,

        @Key("Where the time went.") Timings timings,

        @Key("How busy the machine was; left out where nothing was to be noticed.")
        Optional<Machine> machine,

        @Key("What graded it.") Provenance provenance) {

    static final int SCHEMA_VERSION = 1;

    /** Without everything that would tell learners what hidden checks look at. */
    public Verdict forLearners() {
        return new Verdict(
                schemaVersion,
                exercise,
                outcome,
                score,
                maxScore,
                problem,
                checks.stream().map(CheckResult::forLearners).toList(),
                findings,
                build,
                rebuild,
                timings,
                machine,
                provenance);
    }

    /** How a grading ended. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** Refused before building: the learner's fault, costs no attempt. */
        INVALID,
        /** The platform's fault, costs no attempt. */
        ERROR
    }

    /** Why a submission could not be graded in full. */
    public record Problem(
            @Key("What kind of problem, such as submission.link, refused.base or build.failed.")
            String kind,

            @Key("File relative to the submission's folder.")
            Optional<String> file,

            @Key(value = "Line of the file, counted from 1.", min = 1)
            Optional<Integer> line,

            @Key("Build step that failed, as BuildKit names it.")
            Optional<String> step,

            @Key("What happened.") String reason,

            @Key("What to do about it.") Optional<String> mend,

            @Key("The end of the log.") Optional<String> logTail) {

        /** Whether it is what ended the build at this step. */
        public boolean isAt(BuildReport.Step built) {
            return step.filter(name -> name.endsWith("] " + built.instruction())
                            && (built.stage().isEmpty() || name.contains(built.stage() + " ")))
                    .isPresent();
        }

        /** A problem without place. */
        public static Problem of(String kind, String reason, String mend) {
            return new Problem(
                    kind,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    reason,
                    Optional.of(mend),
                    Optional.empty());
        }
    }

    /** What a check found. */
    public record CheckResult(
            @Key("Name of the check in its grader.") String id,

            @Key("What is observed, such as user.nonRoot.") String kind,

            @Key("What holds when it passes.") String title,

            @Key("notVerified: this deployment cannot prove it; it leaves score and maximum."
                    + " skipped: a check that it depends on failed, or there was nothing to observe."
                    + " error: the platform failed.")
            Finding.Status status,

            @Key(value = "Points earned.", min = 0) int points,

            @Key(value = "Points for passing it.", min = 0) int maxPoints,

            @Key("What should be.") Optional<String> expected,

            @Key("What was measured.") Optional<String> actual,

            @Key("What that means, for the learner.") Optional<String> message,

            @Key("What to try; only with checks that are failed or partial.")
            Optional<String> hint,

            @Key("Lesson that explains it, with the section after a #.")
            Optional<String> lesson,

            @Key("The guilty lines.") List<LineRange> lines,

            @Key("True where learners see only that there is a check, and whether it passed; otherwise left out.")
            Optional<Boolean> hidden,

            @Key("Id of the check that failed and below which this one is told: it points at the same line,"
                    + " has to hold before this one can be tried, or has below it what has to.")
            Optional<String> below) {

        /** What learners see instead of a hidden check's title. */
        static final String HIDDEN_TITLE = "A check that is not shown";

        public CheckResult {
            lines = List.copyOf(lines);
        }

        /** Without everything that would tell learners what a hidden check looks at. */
        public CheckResult forLearners() {
            return hidden.orElse(false)
                    ? new CheckResult(
                            "hidden",
                            "hidden",
                            HIDDEN_TITLE,
                            status,
                            points,
                            maxPoints,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            hidden,
                            Optional.empty())
                    : this;
        }

        /** The same, told below another. */
        CheckResult below(String cause) {
            return new CheckResult(
                    id,
                    kind,
                    title,
                    status,
                    points,
                    maxPoints,
                    expected,
                    actual,
                    message,
                    hint,
                    lesson,
                    lines,
                    hidden,
                    Optional.of(cause));
        }
    }

    /** Lines of a file of the submission. */
    public record LineRange(
            @Key("File relative to the submission's folder.")
            String file,

            @Key(value = "First line, counted from 1.", min = 1)
            int start,

            @Key(value = "Last line, inclusive.", min = 1) int end) {}

    /** Where the time went, in milliseconds; phases overlap, so that they need not add up to the total. */
    public record Timings(
            @Key(value = "Waiting for a worker and a sandbox.", min = 0)
            long queuedMillis,

            @Key(value = "The first build.", min = 0) long buildMillis,

            @Key(value = "All rebuilds.", min = 0) long rebuildMillis,

            @Key(value = "Running and probing.", min = 0) long runMillis,

            @Key(value = "From beginning to end, without waiting.", min = 0)
            long totalMillis) {}

    /** Checks that are told below no other, in the grader's order. */
    public List<CheckResult> causes() {
        return checks.stream().filter(check -> check.below().isEmpty()).toList();
    }

    /** Checks that are told below a check, in the grader's order: failures first, as what was not tried may wait for them. */
    public List<CheckResult> below(CheckResult cause) {
        return checks.stream()
                .filter(check -> check.below().filter(cause.id()::equals).isPresent())
                .sorted(Comparator.comparing(check -> check.status() == Finding.Status.SKIPPED))
                .toList();
    }

    public Verdict {
        checks = List.copyOf(checks);
        findings = List.copyOf(findings);
    }

    /** The same with remarks of the linter. */
    public Verdict with(List<LintEntry> remarks) {
        return new Verdict(
                schemaVersion,
                exercise,
                outcome,
                score,
                maxScore,
                problem,
                checks,
                remarks,
                build,
                rebuild,
                timings,
                machine,
                provenance);
    }

    /** The same with what is known of the machine. */
    Verdict on(Optional<Machine> busy) {
        return new Verdict(
                schemaVersion,
                exercise,
                outcome,
                score,
                maxScore,
                problem,
                checks,
                findings,
                build,
                rebuild,
                timings,
                busy,
                provenance);
    }
}
