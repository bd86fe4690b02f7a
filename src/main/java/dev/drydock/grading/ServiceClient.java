package dev.drydock.grading;

import dev.drydock.engine.Container;
import dev.drydock.engine.Engine;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Repetition;
import dev.drydock.engine.Sampling;
import dev.drydock.grading.ContainerClock.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks the service in one container over HTTP, and waits the longer for it the more the machine holds it up. */
final class ServiceClient {

    /** What takes no longer is in time whatever the machine does. */
    private static final Duration QUICK = Duration.ofMillis(500);

    /** The first of the server's errors: many a service that is asked too early gives one, whether or not it is 503. */
    private static final int SERVER_ERROR = 500;

    /** For an answer to one of several clients, on an idle machine. */
    private static final Duration CONNECTED_ANSWER = Duration.ofSeconds(10);

    /** Between two questions whether it is ready. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Engine engine;
    private final Container container;
    private final ContainerClock clock;
    private final Clients clients;
    private final boolean careful;
    private volatile Optional<Mark> last = Optional.empty();

    /**
     * @param clients who ask
     * @param careful whether each answer is timed on the container's own clock, which costs a look at the counters
     */
    ServiceClient(Engine engine, Container container, ContainerClock clock, Clients clients, boolean careful) {
        this.engine = engine;
        this.container = container;
        this.clock = clock;
        this.clients = clients;
        this.careful = careful;
    }

    /** When it was last asked; empty if it never was. */
    Optional<Mark> last() {
        return last;
    }

    private <T> T noted(T came) {
        last = Optional.of(clock.roughly());
        return came;
    }

    /** A silent service is waited for once and not once for each probe. */
    HttpReply ask(HttpProbe probe) {
        while (true) {
            Mark asked = careful ? clock.now() : clock.start();
            HttpReply reply = noted(engine.http(
                    container, patientFor(probe, clock.left(probe.patience(), clock.start())), clients.next()));
            boolean given = clock.left(probe.patience(), clock.start()).isPositive();
            if (reply instanceof HttpReply.Answer answer) {
                return careful ? own(answer, asked) : answer;
            }
            if (given || probe.patience().isZero() || !clock.grants(probe.patience(), clock.start())) {
                return reply;
            }
        }
    }

    List<HttpReply> ask(List<HttpProbe> probes) {
        awaitReady(probes.getFirst());
        List<HttpReply> replies = new ArrayList<>();
        for (List<HttpProbe> some : clients.shares(probes)) {
            List<HttpReply> came = noted(engine.http(container, some, clients.next()));
            replies.addAll(came);
            if (came.size() < some.size() || came.getLast() instanceof HttpReply.NoAnswer) {
                break;
            }
            Pause.of(clients.pause());
        }
        return replies;
    }

    /** The time is as much longer as the machine has held the container up so far. */
    Map<Integer, Integer> repeat(HttpProbe probe, Repetition how) {
        // A container that nobody has waited for has no slowdown yet.
        var unused = clock.now();
        Duration granted = Duration.ofMillis(Math.round(how.time().toMillis() * clock.slowdown()));
        return noted(engine.repeat(container, patientFor(probe, Duration.ZERO), how.within(granted), clients.next()));
    }

    /** As {@link RunningService#connect}. */
    List<OptionalInt> connect(Sampling.Request request, int count) {
        Duration one = Duration.ofMillis(Math.round(CONNECTED_ANSWER.toMillis() * clock.slowdown()));
        return noted(engine.connect(container, request, count, one));
    }

    private void awaitReady(HttpProbe probe) {
        Duration patience = probe.patience();
        while (ask(probe) instanceof HttpReply.Answer answer
                && answer.status() >= SERVER_ERROR
                && (clock.left(patience, clock.start()).isPositive() || clock.grants(patience, clock.start()))) {
            Pause.of(PAUSE);
        }
    }

    private HttpProbe patientFor(HttpProbe probe, Duration patience) {
        return new HttpProbe(
                probe.method(),
                probe.port(),
                probe.path(),
                probe.headers(),
                probe.body(),
                patience,
                Duration.ofMillis(Math.round(probe.timeout().toMillis() * clock.slowdown())));
    }

    /** How long the answer took is counted on the container's clock; one that came at once is not worth a look. */
    private HttpReply own(HttpReply.Answer answer, Mark asked) {
        if (answer.took().compareTo(QUICK) < 0) {
            return answer;
        }
        Duration lost = ContainerClock.lostBetween(asked, clock.now());
        Duration own = answer.took().minus(lost);
        return new HttpReply.Answer(
                answer.status(), answer.headers(), answer.body(), own.isNegative() ? Duration.ZERO : own);
    }
}
