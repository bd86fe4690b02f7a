package dev.drydock.worker;

import dev.drydock.content.Exercise;
import dev.drydock.content.SubmittedFiles;
import dev.drydock.content.UnknownNameException;
import dev.drydock.engine.EngineException;
import dev.drydock.grading.Grader;
import dev.drydock.grading.Grading;
import dev.drydock.grading.Intake;
import dev.drydock.grading.Verdict;
import dev.drydock.sandbox.PreparationException;
import dev.drydock.sandbox.SandboxPool;
import dev.drydock.submission.Handed;
import dev.drydock.yaml.ContentException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** One run of grading one submission, which can be ended from outside. */
final class GradingRun {

    private static final Logger LOG = System.getLogger(GradingRun.class.getName());

    private final Station station;
    private final Canary canary;
    private final Handed handed;
    private Optional<SandboxPool.Lease> lease = Optional.empty();
    private Optional<String> aborted = Optional.empty();

    GradingRun(Station station, Canary canary, Handed handed) {
        this.station = station;
        this.canary = canary;
        this.handed = handed;
    }

    /** What came of it. */
    sealed interface Outcome {

        /** There is a verdict to record: passed, failed or invalid. */
        record Judged(Verdict verdict) implements Outcome {}

        /**
         * The platform failed.
         *
         * @param verdict that says so, if it came to one
         */
        record Fault(String reason, Optional<Verdict> verdict) implements Outcome {}

        /** It was ended from outside. */
        record Aborted(String reason) implements Outcome {}
    }

    /** Ends it, with whatever goes on in its sandbox, at once. For any thread. */
    void abort(String reason) {
        Optional<SandboxPool.Lease> now;
        synchronized (this) {
            aborted = aborted.or(() -> Optional.of(reason));
            now = lease;
        }
        now.ifPresent(sandbox -> sandbox.abort(reason));
    }

    private synchronized Optional<String> aborted() {
        return aborted;
    }

    private void leased(SandboxPool.Lease sandbox) {
        synchronized (this) {
            lease = Optional.of(sandbox);
        }
        aborted().ifPresent(sandbox::abort);
    }

    Outcome grade(SubmittedFiles files, Recording recording) throws InterruptedException {
        try {
            Outcome outcome = judge(files, recording);
            return aborted().<Outcome>map(Outcome.Aborted::new).orElse(outcome);
        } catch (RuntimeException failure) {
            if (!(failure instanceof EngineException || failure instanceof PreparationException)) {
                LOG.log(Level.ERROR, "grading " + handed.id() + " broke", failure);
            }
            return aborted()
                    .<Outcome>map(Outcome.Aborted::new)
                    .orElseGet(() -> new Outcome.Fault(String.valueOf(failure.getMessage()), Optional.empty()));
        }
    }

    private Outcome judge(SubmittedFiles files, Recording recording) throws InterruptedException {
        Exercise exercise;
        Grader grader;
        try {
            exercise = station.exercise(handed.exercise());
            grader = station.grader(exercise);
        } catch (UnknownNameException | ContentException content) {
            return new Outcome.Fault("The exercise cannot be read: " + content.getMessage(), Optional.empty());
        }
        return switch (station.intake().read(exercise, files)) {
            case Intake.Outcome.Refused refused ->
                new Outcome.Judged(Grading.refused(exercise, grader, refused.problem(), station.version()));
            case Intake.Outcome.Accepted accepted -> judge(exercise, grader, accepted, recording);
        };
    }

    private Outcome judge(Exercise exercise, Grader grader, Intake.Outcome.Accepted accepted, Recording recording)
            throws InterruptedException {
        station.require(accepted.bases());
        Verdict verdict = station.grading().grade(accepted, grader, recording, this::leased);
        return switch (verdict.outcome()) {
            case ERROR ->
                new Outcome.Fault(
                        verdict.problem().map(Verdict.Problem::reason).orElse("no reason was given"),
                        Optional.of(verdict));
            case FAILED -> blamed(exercise, verdict, recording);
            case PASSED, INVALID -> new Outcome.Judged(verdict);
        };
    }

    /** Before a submission is blamed for something odd, such as that it took too long, the platform proves itself. */
    private Outcome blamed(Exercise exercise, Verdict verdict, Recording recording) throws InterruptedException {
        Optional<String> odd = oddity();
        if (odd.isEmpty() || aborted().isPresent()) {
            return new Outcome.Judged(verdict);
        }
        recording.notice("Something unusual happened (" + odd.get()
                + "). Before that counts against you, Drydock grades a solution that is known to be good.");
        if (canary.comesBack(exercise, this::leased)) {
            recording.notice("The known solution passed, so the platform works.");
            return new Outcome.Judged(verdict);
        }
        return new Outcome.Fault("a solution that is known to be good did not pass here either", Optional.of(verdict));
    }

    private synchronized Optional<String> oddity() {
        return lease.flatMap(SandboxPool.Lease::spoiled);
    }
}
