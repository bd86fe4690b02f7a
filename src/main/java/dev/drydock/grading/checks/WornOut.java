package dev.drydock.grading.checks;

import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a request, sent many times, uses up what the service needs to answer it, such as a lock that is not given back. */
record WornOut(Request request, RunningService service, Observations seen) {

    /** More than a pool of threads, connections or slots usually has. */
    private static final int TIMES = 200;

    private static final Duration TIME = Duration.ofSeconds(20);

    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    /** Its failure; empty where it is answered in the end as it was at first, or was never answered. */
    Optional<Finding> judge() {
        HttpProbe probe = request.probe(seen.startupTime(), Request.TIMEOUT);
        Optional<Integer> first = Asking.until(
                        service, request, seen.startupTime(), answer -> answer.status() != UNAVAILABLE)
                .map(HttpReply.Answer::status);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int answered = service.repeat(probe, TIMES, TIME).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        Optional<HttpReply.Answer> again = Asking.until(
                service,
                request,
                seen.startupTime(),
                // One that fails at first may have loaded meanwhile.
                answer -> answer.status() == first.get() || first.get() >= SERVER_ERROR);
        return again.isPresent() ? Optional.empty() : Optional.of(failed(first.get(), answered));
    }

    private Finding failed(int status, int answered) {
        String what = request.describe()
                + request.json()
                        .map(body -> " with " + Printable.of(body.toString(), 80))
                        .orElse("");
        String after = String.format(Locale.ROOT, "%,d", answered) + " of them";
        return Finding.failed(
                "still answers " + what + " with status " + status + " after " + TIMES + " of them",
                "no such answer after " + after,
                what + " was answered with status " + status + " at first, and after " + after
                        + " not any more: something is taken for each request and not given back, such as a lock, a slot or a thread.",
                List.of());
    }
}
