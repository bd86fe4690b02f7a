package dev.drydock.grading.checks;

import dev.drydock.engine.EngineException;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.grading.Pause;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Asks a service again and again. */
final class Asking {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private Asking() {}

    /** Sends requests at the same time, each as a client of its own. */
    static List<HttpReply> together(RunningService service, List<HttpProbe> probes) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpReply>> replies = probes.stream()
                    .map(probe -> clients.submit(() -> service.http(probe)))
                    .toList();
            return replies.stream().map(Asking::await).toList();
        }
    }

    /**
     * The reply to one request of a service that may have been started just now: until its patience is over, a server's error
     * is asked again, as a service gives that is asked too early.
     */
    static HttpReply whenReady(RunningService service, HttpProbe probe) {
        return service.http(List.of(probe)).getFirst();
    }

    /**
     * What came while requests were under way.
     *
     * @param answered how many of them were answered with success
     * @param statuses of the answers to the other request that was sent meanwhile
     */
    record Meanwhile(long answered, List<Integer> statuses) {}

    /** Sends requests at the same time, and as long as they are under way another one again and again. */
    static Meanwhile during(RunningService service, List<HttpProbe> work, HttpProbe other) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<HttpReply>> working = clients.submit(() -> together(service, work));
            List<Integer> statuses = new ArrayList<>();
            do {
                if (service.http(other) instanceof Answer answer) {
                    statuses.add(answer.status());
                }
                Pause.of(PAUSE);
            } while (!working.isDone());
            long answered = await(working).stream()
                    .filter(reply -> reply instanceof Answer answer && answer.status() / 100 == 2)
                    .count();
            return new Meanwhile(answered, statuses);
        }
    }

    /**
     * The replies to a request that is sent a second time while the first is under way.
     *
     * @param later how long after the first
     */
    static List<HttpReply> twice(RunningService service, HttpProbe probe, Duration later) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpReply> first = clients.submit(() -> service.http(probe));
            Pause.of(later);
            HttpReply second = service.http(probe);
            return List.of(await(first), second);
        }
    }

    private static <T> T await(Future<T> reply) {
        try {
            return reply.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while a service was asked", e);
        }
    }

    /**
     * Until it gives an answer that is wanted, has ended, or was given the time.
     *
     * @param patience counted from now; it is asked once at least, as long as it runs
     */
    static Optional<Answer> until(
            RunningService service, Request request, Duration patience, Predicate<Answer> wanted) {
        HttpProbe once = request.probe(Duration.ZERO, Request.TIMEOUT);
        Instant end = Instant.now().plus(patience);
        while (service.state().running()) {
            if (service.http(once) instanceof Answer answer && wanted.test(answer)) {
                return Optional.of(answer);
            }
            if (Instant.now().isAfter(end)) {
                return Optional.empty();
            }
            Pause.of(PAUSE);
        }
        return Optional.empty();
    }
}
