package dev.drydock.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.drydock.database.Database;
import dev.drydock.database.Notifications;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.SandboxHost;
import dev.drydock.submission.Queue;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.submission.Submissions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.JdbiException;

/**
 * Takes submissions from the queue, as many at a time as there are sandboxes. A durable task of db-scheduler stands for each: one
 * whose worker dies is found by its missing heartbeat and begun again, by whoever is free.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Worker.class.getName());

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** Heartbeats that may be missing before a worker is taken for dead: four, the least that db-scheduler takes. */
    private static final int MISSED = 4;

    /** The queue is asked as soon as less than this part of the sandboxes is in use, and never for more than there are. */
    private static final double ASK_BELOW = 0.99;

    private static final Duration TELL = Duration.ofSeconds(3);
    /** SIGTERM leaves ten seconds: what is not graded after seven is handed back. */
    private static final Duration LET_FINISH = Duration.ofSeconds(7);

    private final String name;
    private final int sandboxes;
    private final Station station;
    private final WorkerStore store;
    private final Queue queue;
    private final SubmissionStore submissions;
    private final DatabaseClock clock;
    private final GradingTask task;
    private final Map<UUID, GradingRun> running = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final Thread teller;
    private final Runnable stopListening;
    private volatile Optional<String> problem = Optional.empty();
    private volatile boolean closing;

    /**
     * Begins to grade.
     *
     * @param host is closed with this
     * @param sandboxes how many gradings go on at once
     */
    public Worker(
            Home home,
            Database database,
            Notifications notifications,
            Submissions submissions,
            SandboxHost host,
            int sandboxes,
            String name,
            String version) {
        this.name = name;
        this.sandboxes = sandboxes;
        this.station = new Station(home, host, sandboxes, version);
        this.store = new WorkerStore(database);
        this.clock = new DatabaseClock(database);
        this.queue = new Queue(database);
        this.submissions = new SubmissionStore(database);
        this.task = new GradingTask(name, station, submissions, this.submissions, running);
        this.scheduler = Scheduler.create(
                        database.source(),
                        Tasks.custom(Queue.TASK)
                                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(5)))
                                .execute((instance, context) -> after(task.grade(UUID.fromString(instance.getId())))))
                .schedulerName(new SchedulerName.Fixed(name))
                .threads(sandboxes)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollUsingLockAndFetch(ASK_BELOW, 1.0)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED)
                .enablePriority()
                .clock(clock)
                .shutdownMaxWait(Duration.ofSeconds(1))
                .build();
        Runnable queued = notifications.on(Submissions.QUEUE, nothing -> scheduler.triggerCheckForDueExecutions());
        Runnable cancelled = notifications.on(Submissions.CANCELLED, this::cancelled);
        this.stopListening = () -> {
            queued.run();
            cancelled.run();
        };
        scheduler.start();
        this.teller = Thread.ofVirtual().name("worker-teller").start(this::tell);
    }

    private CompletionHandler<Void> after(GradingTask.Next next) {
        return switch (next) {
            case GradingTask.Next.Done done -> new CompletionHandler.OnCompleteRemove<>();
            case GradingTask.Next.Again again -> {
                if (again.platform()) {
                    Thread.ofVirtual().name("mend").start(this::mend);
                }
                yield (complete, operations) -> operations.reschedule(
                        complete,
                        // At once means in its old place, before those of the same turn who came later.
                        again.pause().isZero()
                                ? complete.getExecution().executionTime
                                : clock.now().plus(again.pause()));
            }
        };
    }

    /** Nothing is taken from the queue until engine and mirror work again. */
    private synchronized void mend() {
        Duration pause = Duration.ofMillis(500);
        while (!closing) {
            try {
                if (station.mend()) {
                    task.stationWasBroken();
                }
                problem = Optional.empty();
                scheduler.resume();
                return;
            } catch (RuntimeException broken) {
                task.stationWasBroken();
                scheduler.pause();
                problem = Optional.of(String.valueOf(broken.getMessage()));
                LOG.log(Level.ERROR, "grading is interrupted: " + broken.getMessage());
            }
            if (!slept(pause)) {
                return;
            }
            pause = pause.compareTo(Duration.ofSeconds(5)) < 0 ? pause.multipliedBy(2) : pause;
        }
    }

    private void cancelled(String id) {
        if (id.isEmpty()) {
            Thread.ofVirtual().name("cancel").start(this::abortEnded);
        } else {
            Optional.ofNullable(running.get(UUID.fromString(id)))
                    .ifPresent(run -> Thread.ofVirtual().name("cancel").start(() -> run.abort(GradingTask.CANCELLED)));
        }
    }

    /** Notifications may have been lost. */
    private void abortEnded() {
        running.forEach((id, run) -> {
            if (submissions.find(id).filter(handed -> !handed.state().isFinal()).isEmpty()) {
                run.abort(GradingTask.CANCELLED);
            }
        });
    }

    private void tell() {
        do {
            try {
                store.tell(name, sandboxes, problem);
                queue.restoreTasks();
                clock.adjust();
            } catch (JdbiException away) {
                LOG.log(Level.DEBUG, "the database does not answer: " + away.getMessage());
            }
        } while (slept(TELL) && !closing);
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException end) {
            return false;
        }
    }

    /** Why nothing is graded at the moment. */
    public Optional<String> problem() {
        return problem;
    }

    /** How many gradings go on. */
    public int busy() {
        return running.size();
    }

    /** Takes nothing more, lets gradings finish for a few seconds and hands the others back. */
    @Override
    public void close() {
        closing = true;
        stopListening.run();
        scheduler.pause();
        task.stopTaking();
        station.stopReplacing();
        awaitRunning(LET_FINISH);
        running.values().forEach(run -> run.abort(GradingTask.SHUTDOWN));
        awaitRunning(Duration.ofSeconds(2));
        scheduler.stop();
        teller.interrupt();
        try {
            store.forget(name);
        } catch (JdbiException away) {
            LOG.log(Level.DEBUG, "the database is gone already: " + away.getMessage());
        }
        station.close();
    }

    private void awaitRunning(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!running.isEmpty() && System.nanoTime() < deadline && slept(Duration.ofMillis(50))) {
            // Until nothing runs or the time is up.
        }
    }
}
