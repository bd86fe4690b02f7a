package dev.drydock.worker;

import dev.drydock.engine.BuildEvent;
import dev.drydock.engine.BuildStep;
import dev.drydock.grading.GradingEvent;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.submission.Handed;
import dev.drydock.submission.SubmissionEvent;
import dev.drydock.submission.SubmissionState;
import dev.drydock.submission.Submissions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes down what happens in one run of a grading while it happens: in small batches, so that a chatty build costs few
 * transactions, and bounded, so that no build fills memory or database. Takes events from several threads.
 */
final class Recording implements Consumer<GradingEvent>, AutoCloseable {

    private static final Logger LOG = System.getLogger(Recording.class.getName());

    /** Between something that happens and its being visible to others. */
    private static final Duration BATCH = Duration.ofMillis(60);

    /** Characters of one step's output, its last ones, and of the output of a whole run. */
    static final int STEP = 128 * 1024;

    static final int STEP_TAIL = 16 * 1024;
    static final int RUN = 1024 * 1024;

    private final Submissions submissions;
    private final Handed handed;
    private final Patience patience;
    private final Consumer<RuntimeException> lost;
    private final List<SubmissionEvent> waiting = new ArrayList<>();
    private final Map<String, LogBudget> logs = new HashMap<>();
    private final Thread writer;
    private int room = RUN;
    private long last;
    private boolean closed;
    private Optional<RuntimeException> failed = Optional.empty();

    /**
     * @param handed as it was begun
     * @param lost called when nothing more can be written, because somebody else has ended this run or the database is gone
     */
    Recording(Submissions submissions, Handed handed, Patience patience, Consumer<RuntimeException> lost) {
        this.submissions = submissions;
        this.handed = handed;
        this.patience = patience;
        this.lost = lost;
        this.last = handed.lastEvent();
        this.writer = Thread.ofVirtual().name("recording").start(this::write);
    }

    @Override
    public synchronized void accept(GradingEvent event) {
        switch (event) {
            case GradingEvent.Phase phase -> phase(phase.name());
            case GradingEvent.Building building -> building(building.phase(), building.event());
            case GradingEvent.Checked checked -> add(check(checked.result()));
        }
    }

    /** Tells the learner something in words. */
    synchronized void notice(String text) {
        add(new SubmissionEvent.Notice(text));
    }

    private void phase(String name) {
        add(new SubmissionEvent.Phase(name));
        switch (name) {
            case "build" -> add(new SubmissionEvent.State(SubmissionState.BUILDING.word(), Optional.empty()));
            case "run" -> add(new SubmissionEvent.State(SubmissionState.RUNNING.word(), Optional.empty()));
            default -> {}
        }
    }

    private static SubmissionEvent check(CheckResult whole) {
        CheckResult result = whole.forLearners();
        return new SubmissionEvent.Check(
                result.id(), result.title(), result.status().name(), result.points(), result.maxPoints());
    }

    private void building(String phase, BuildEvent event) {
        BuildStep step = event.step();
        if (step.position().isEmpty()) {
            return;
        }
        switch (event) {
            case BuildEvent.Started started -> add(step(phase, step, "started", Optional.empty()));
            case BuildEvent.Cached cached -> add(step(phase, step, "cached", Optional.empty()));
            case BuildEvent.Skipped skipped -> add(step(phase, step, "skipped", Optional.empty()));
            case BuildEvent.Finished finished -> {
                endLog(phase, step);
                add(step(phase, step, "finished", Optional.of(finished.took().toMillis())));
            }
            case BuildEvent.Failed failure -> {
                endLog(phase, step);
                add(step(phase, step, "failed", Optional.empty()));
            }
            case BuildEvent.Log log -> log(phase, step, log.text());
            case BuildEvent.Warning warning ->
                add(new SubmissionEvent.Notice("BuildKit remarks: " + warning.message()));
        }
    }

    private static SubmissionEvent step(String phase, BuildStep step, String status, Optional<Long> millis) {
        String name = step.name();
        String shown = name.length() > LogBudget.LINE ? name.substring(0, LogBudget.LINE) + "…" : name;
        return new SubmissionEvent.Step(phase, key(step), shown, status, millis);
    }

    private static String key(BuildStep step) {
        return step.digest().substring(Math.max(0, step.digest().length() - 12));
    }

    private void log(String phase, BuildStep step, String text) {
        LogBudget budget = logs.computeIfAbsent(
                phase + " " + step.digest(), key -> new LogBudget(Math.min(STEP, room), STEP_TAIL));
        int before = budget.passedOn();
        String now = budget.take(text);
        room -= budget.passedOn() - before;
        if (!now.isEmpty()) {
            addLog(phase, step, now);
        }
    }

    private void endLog(String phase, BuildStep step) {
        LogBudget budget = logs.remove(phase + " " + step.digest());
        if (budget == null) {
            return;
        }
        LogBudget.Rest rest = budget.end();
        if (rest.leftOut() > 0) {
            add(new SubmissionEvent.LeftOut(phase, key(step), rest.leftOut()));
        }
        if (!rest.lastLines().isEmpty()) {
            addLog(phase, step, rest.lastLines());
        }
    }

    /** Lines of the same step that wait together become one event. */
    private void addLog(String phase, BuildStep step, String text) {
        if (!waiting.isEmpty()
                && waiting.getLast() instanceof SubmissionEvent.Log log
                && log.phase().equals(phase)
                && log.step().equals(key(step))
                && log.text().length() < LogBudget.LINE * 8) {
            waiting.removeLast();
            add(new SubmissionEvent.Log(phase, log.step(), log.text() + text));
        } else {
            add(new SubmissionEvent.Log(phase, key(step), text));
        }
    }

    private void add(SubmissionEvent event) {
        if (failed.isEmpty()) {
            waiting.add(event);
            notifyAll();
        }
    }

    private void write() {
        try {
            for (List<SubmissionEvent> batch = next(); !batch.isEmpty(); batch = next()) {
                List<SubmissionEvent> events = batch;
                long after = last;
                last = patience.with(() -> submissions.append(handed.id(), handed.run(), after, events));
                Thread.sleep(BATCH);
            }
        } catch (RuntimeException lost) {
            fail(lost);
        } catch (InterruptedException impossible) {
            fail(new IllegalStateException("nobody interrupts the writer", impossible));
        }
    }

    private void fail(RuntimeException cause) {
        LOG.log(Level.INFO, "recording of " + handed.id() + " ended: " + cause.getMessage());
        synchronized (this) {
            failed = Optional.of(cause);
            waiting.clear();
            notifyAll();
        }
        lost.accept(cause);
    }

    /** What waits, as soon as something does; empty at the end. */
    private synchronized List<SubmissionEvent> next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<SubmissionEvent> batch = List.copyOf(waiting);
        waiting.clear();
        return batch;
    }

    /** Writes the rest. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            writer.join();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** What kept it from writing everything down. */
    synchronized Optional<RuntimeException> failure() {
        return failed;
    }
}
