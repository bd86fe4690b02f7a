package dev.drydock.grading.checks;

import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.grading.Pause;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks a service again and again. */
final class Asking {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private Asking() {}

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
