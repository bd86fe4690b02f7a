package dev.drydock.grading.checks;

import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.HttpReply.NoAnswer;
import dev.drydock.engine.StopUnderLoad;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A client that comes while a service ends: whoever takes its request has to be done in time all the same.
 *
 * @param sent when it sent its request
 */
record Latecomer(Instant sent, HttpReply reply) {

    /** From the first of the other requests. */
    private static final Duration LATE = Duration.ofSeconds(2);

    /** From the signal until a service has taken notice of it, and turns clients away. */
    private static final Duration NOTICED = Duration.ofMillis(500);

    /**
     * How a service ended.
     *
     * @param latecomer who came meanwhile; empty if nobody did
     */
    record Stopped(StopUnderLoad load, Optional<Latecomer> latecomer) {

        /** Whether the client came before the service could know, as on a machine that takes its time. */
        boolean cameTooEarly() {
            return latecomer
                    .filter(one -> one.sent().isBefore(load.delivered().plus(NOTICED)))
                    .isPresent();
        }

        /** A sentence that follows others; empty where nobody was let in. */
        String about() {
            return latecomer
                    .filter(one -> !(one.reply() instanceof NoAnswer none && none.isRefusal()))
                    .map(one ->
                            " A client came while it was ending, and was not refused: a service that still takes requests then is "
                                    + "not done in time.")
                    .orElse("");
        }
    }

    /**
     * Stops a service that has requests under way, and sends the first of them once more meanwhile.
     *
     * @param grace from the signal to the end
     */
    static Stopped join(RunningService service, Duration grace, List<HttpProbe> volley) {
        var ended = new CountDownLatch(1);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Latecomer>> latecomer = clients.submit(() -> come(service, volley.getFirst(), ended));
            try {
                StopUnderLoad load = service.stop(grace, volley);
                ended.countDown();
                return new Stopped(load, Asking.await(latecomer));
            } finally {
                ended.countDown();
            }
        }
    }

    private static Optional<Latecomer> come(RunningService service, HttpProbe probe, CountDownLatch ended)
            throws InterruptedException {
        if (ended.await(LATE.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        Instant sent = Instant.now();
        return Optional.of(new Latecomer(sent, service.http(probe)));
    }
}
