package dev.drydock.worker;

import dev.drydock.engine.EngineException;
import dev.drydock.grading.Provenance;
import dev.drydock.grading.Verdict;
import dev.drydock.grading.Verdicts;
import dev.drydock.sandbox.PreparationException;
import dev.drydock.submission.Handed;
import dev.drydock.submission.SubmissionState;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.submission.Submissions;
import dev.drydock.submission.SupersededException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is done with one submission whose turn it is: from the queue to its verdict, or back to the queue. */
final class GradingTask {

    /** Why a run is ended when the process ends. */
    static final String SHUTDOWN = "shutdown";

    static final String CANCELLED = "cancelled";
    static final String SUPERSEDED = "superseded";

    private static final Logger LOG = System.getLogger(GradingTask.class.getName());

    /** Failures of the platform while one submission is graded after which it is given up, with a platform that works otherwise. */
    private static final int MOST_FAULTS = 4;

    /** Before it is tried again; four times as long each time. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** Before a submission that has not ended, although its run has, is looked at again. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration DATABASE = Duration.ofSeconds(60);

    private final String worker;
    private final Station station;
    private final Canary canary;
    private final Submissions submissions;
    private final SubmissionStore store;
    private final Map<UUID, GradingRun> running;
    private final Patience patience = new Patience(DATABASE);
    private volatile boolean stopped;
    private volatile Instant lastBroken = Instant.MIN;

    GradingTask(
            String worker,
            Station station,
            Submissions submissions,
            SubmissionStore store,
            Map<UUID, GradingRun> running) {
        this.worker = worker;
        this.station = station;
        this.canary = new Canary(station);
        this.submissions = submissions;
        this.store = store;
        this.running = running;
    }

    /** What becomes of the task. */
    sealed interface Next {

        /** There is nothing more to do. */
        record Done() implements Next {}

        /**
         * It is to be done again.
         *
         * @param platform whether engine and mirror should be looked at first
         */
        record Again(Duration pause, boolean platform) implements Next {}
    }

    /** Nothing is begun any more; what is taken goes back at once. */
    void stopTaking() {
        stopped = true;
    }

    /** Only a submission that has ended needs no task any more, whatever else seems to be the case. */
    Next grade(UUID id) {
        Next next = gradeOnce(id);
        boolean over = next instanceof Next.Again
                || patience.with(() -> store.find(id))
                        .filter(handed -> !handed.state().isFinal())
                        .isEmpty();
        return over ? next : new Next.Again(LOOK_AGAIN, false);
    }

    private Next gradeOnce(UUID id) {
        if (stopped) {
            return new Next.Again(Duration.ZERO, false);
        }
        Instant start = Instant.now();
        Optional<Handed> begun = patience.with(() -> submissions.begin(id, worker));
        if (begun.isEmpty()) {
            return new Next.Done();
        }
        Handed handed = begun.get();
        var run = new GradingRun(station, canary, handed);
        Optional.ofNullable(running.put(id, run)).ifPresent(earlier -> earlier.abort(SUPERSEDED));
        if (stopped) {
            run.abort(SHUTDOWN);
        }
        try {
            return end(handed, recorded(handed, run), start);
        } catch (SupersededException over) {
            LOG.log(Level.INFO, over.getMessage());
            return new Next.Done();
        } catch (InterruptedException end) {
            // Handed back first: with the interrupt in place, nothing more could be sent to the database.
            Next next = handBack(handed, new GradingRun.Outcome.Aborted(SHUTDOWN), start);
            Thread.currentThread().interrupt();
            return next;
        } finally {
            running.remove(id, run);
        }
    }

    private GradingRun.Outcome recorded(Handed handed, GradingRun run) throws InterruptedException {
        try (var recording = new Recording(
                submissions,
                handed,
                patience,
                lost -> run.abort(
                        lost instanceof SupersededException
                                ? SUPERSEDED
                                : "what happened could not be written down"))) {
            return run.grade(patience.with(() -> store.files(handed.id())), recording);
        }
    }

    private Next end(Handed handed, GradingRun.Outcome outcome, Instant start) {
        return switch (outcome) {
            case GradingRun.Outcome.Judged judged -> {
                record(handed, judged.verdict());
                yield new Next.Done();
            }
            case GradingRun.Outcome.Fault fault -> fault(handed, fault, start);
            case GradingRun.Outcome.Aborted aborted -> handBack(handed, aborted, start);
        };
    }

    private void record(Handed handed, Verdict verdict) {
        SubmissionState end = switch (verdict.outcome()) {
            case PASSED, FAILED -> SubmissionState.GRADED;
            case INVALID -> SubmissionState.INVALID;
            case ERROR -> SubmissionState.ERROR;
        };
        Submissions.Ending ending = Submissions.Ending.of(verdict);
        patience.with(() -> {
            try {
                submissions.end(handed.id(), handed.run(), end, ending);
            } catch (SupersededException over) {
                // The answer to an earlier try may have been lost, with the verdict in its place.
                if (!isAt(handed, end)) {
                    throw over;
                }
            }
            return handed;
        });
    }

    private boolean isAt(Handed handed, SubmissionState state) {
        return store.find(handed.id())
                .filter(now -> now.state() == state && now.run() == handed.run())
                .isPresent();
    }

    /** One machine fails for several at once, and who comes second may find it mended: what began before that is not to blame. */
    private Next fault(Handed handed, GradingRun.Outcome.Fault fault, Instant start) {
        LOG.log(Level.ERROR, "the platform failed at " + handed.id() + ": " + fault.reason());
        canary.forget();
        if (!stationWorks()) {
            stationWasBroken();
        }
        boolean ofThisOneOnly = start.isAfter(lastBroken);
        if (ofThisOneOnly && handed.faults() + 1 >= MOST_FAULTS) {
            record(handed, fault.verdict().orElseGet(() -> verdictOn(handed, fault.reason())));
            return new Next.Done();
        }
        submissionsBack(
                handed,
                ofThisOneOnly,
                "Something on our side failed. That is our fault and costs you nothing: it is graded again on a fresh sandbox.");
        return new Next.Again(FIRST_PAUSE.multipliedBy(1L << (2 * handed.faults())), !ofThisOneOnly);
    }

    /** Engine or mirror did not work until now. */
    void stationWasBroken() {
        lastBroken = Instant.now();
    }

    private boolean stationWorks() {
        try {
            return !station.mend();
        } catch (EngineException | PreparationException broken) {
            return false;
        }
    }

    private Verdict verdictOn(Handed handed, String reason) {
        return Verdicts.error(
                handed.exercise(),
                0,
                Verdicts.platformProblem(reason),
                new Verdict.Timings(0, 0, 0, 0, 0),
                new Provenance(station.version(), "unknown", Optional.empty(), List.of()));
    }

    private Next handBack(Handed handed, GradingRun.Outcome.Aborted aborted, Instant start) {
        if (aborted.reason().equals(SUPERSEDED) || aborted.reason().equals(CANCELLED)) {
            return new Next.Done();
        }
        if (!aborted.reason().equals(SHUTDOWN)) {
            return fault(handed, new GradingRun.Outcome.Fault(aborted.reason(), Optional.empty()), start);
        }
        submissionsBack(
                handed,
                false,
                "The machine that grades is being restarted. Your submission goes on as soon as it is back.");
        return new Next.Again(Duration.ZERO, false);
    }

    private void submissionsBack(Handed handed, boolean fault, String reason) {
        patience.with(() -> {
            try {
                submissions.handBack(handed.id(), handed.run(), fault, reason);
            } catch (SupersededException over) {
                // The answer to an earlier try may have been lost, with the submission where it belongs.
                if (!isAt(handed, SubmissionState.QUEUED)) {
                    throw over;
                }
            }
            return handed;
        });
    }
}
