package dev.drydock.grading.checks;

import dev.drydock.engine.EngineException;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.engine.Repetition;
import dev.drydock.grading.Pause;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Asks a service again and again. */
final class Asking {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private static final Duration BETWEEN = Duration.ofMillis(100);

    /** What takes no longer has waited for nothing. */
    private static final Duration QUICK = Duration.ofSeconds(1);

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
     * What came of a request that was sent while others were under way.
     *
     * @param held whether there was no answer, or it took its time and came only when those others had been answered
     */
    record Aside(Request request, HttpReply reply, boolean held) {}

    /**
     * What came while requests were under way.
     *
     * @param answered how many of them were answered with success
     * @param asides what came of the requests that were sent meanwhile
     */
    record Meanwhile(int answered, List<Aside> asides) {}

    /**
     * Sends a request several times at the same time, and as long as they are under way some others, each again and again by a
     * client of its own.
     */
    static Meanwhile during(RunningService service, HttpProbe work, int count, List<Request> others) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Map<Integer, Integer>> working =
                    clients.submit(() -> service.repeat(work, Repetition.atOnce(count, work.timeout())));
            List<Aside> asides =
                    others.stream()
                            .map(other -> clients.submit(() -> asides(service, other, working)))
                            .toList()
                            .stream()
                            .flatMap(aside -> await(aside).stream())
                            .toList();
            int answered = await(working).entrySet().stream()
                    .filter(entry -> entry.getKey() / 100 == 2)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            return new Meanwhile(answered, asides);
        }
    }

    /** Often: what is asked for may take seconds, and a machine that is busy asks slowly. */
    private static List<Aside> asides(RunningService service, Request request, Future<?> working) {
        List<Aside> asides = new ArrayList<>();
        do {
            asides.add(aside(service, request, working));
            Pause.of(BETWEEN);
        } while (!working.isDone());
        return asides;
    }

    private static Aside aside(RunningService service, Request request, Future<?> working) {
        HttpReply reply = service.http(request.probe(Duration.ZERO, Request.TIMEOUT));
        return new Aside(request, reply, isHeld(reply, working));
    }

    /** What was answered one right after the other may be heard of in any order. */
    private static boolean isHeld(HttpReply reply, Future<?> working) {
        if (!(reply instanceof Answer answer)) {
            return !(reply instanceof HttpReply.NoAnswer none && none.isRefusal()) && !working.isDone();
        }
        if (answer.took().compareTo(QUICK) < 0) {
            return false;
        }
        Pause.of(PAUSE);
        return working.isDone();
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

    static <T> T await(Future<T> reply) {
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
