package dev.drydock.grading.checks;

import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Pause;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether a request, sent many times, uses up what the service needs to answer it, such as a lock that is not given back, or
 * changes what it says.
 *
 * @param first what it was answered with before all others; empty if it was not
 */
record WornOut(Request request, Optional<SteadyAnswer> first, RunningService service, Observations seen) {

    /** More than a pool of threads, connections or slots usually has. */
    private static final int TIMES = 200;

    private static final Duration TIME = Duration.ofSeconds(20);

    /** What tells a time says something else after that. */
    private static final Duration BETWEEN = Duration.ofMillis(1_100);

    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    /** Each asked twice, and until it is ready. */
    static List<WornOut> of(List<Request> requests, RunningService service, Observations seen) {
        List<Optional<Answer>> once =
                requests.stream().map(request -> ready(request, service, seen)).toList();
        Pause.of(BETWEEN);
        return IntStream.range(0, requests.size())
                .mapToObj(i -> new WornOut(
                        requests.get(i),
                        once.get(i)
                                .flatMap(first -> ready(requests.get(i), service, seen)
                                        .map(second -> SteadyAnswer.of(first, second))),
                        service,
                        seen))
                .toList();
    }

    private static Optional<Answer> ready(Request request, RunningService service, Observations seen) {
        return Asking.until(service, request, seen.startupTime(), WornOut::isReady);
    }

    /** Whether it is no answer of one who still starts. */
    static boolean isReady(Answer answer) {
        return answer.status() != UNAVAILABLE;
    }

    /** Its failure when it was sent many times; empty where it is answered in the end as it was at first, or was never answered. */
    Optional<Finding> repeated() {
        if (first.isEmpty()) {
            return Optional.empty();
        }
        HttpProbe probe = request.probe(seen.startupTime(), Request.TIMEOUT);
        int answered = service.repeat(probe, TIMES, TIME).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return isAnsweredAsAtFirst() ? Optional.empty() : Optional.of(failed(first.get(), answered));
    }

    /** Its failure when others were sent. */
    Optional<Finding> afterOthers() {
        return first.isEmpty() || isAnsweredAsAtFirst()
                ? Optional.empty()
                : Optional.of(Finding.failed(
                        "answers " + what() + " with " + first.get().describe() + " also after other requests",
                        "no such answer after other requests",
                        what() + " was answered with " + first.get().describe()
                                + " at first, and after some hundred other requests, of "
                                + "which some were refused, not any more: something of those is kept.",
                        List.of()));
    }

    private boolean isAnsweredAsAtFirst() {
        SteadyAnswer before = first.orElseThrow();
        // One that fails at first may have loaded meanwhile.
        return Asking.until(
                        service,
                        request,
                        seen.startupTime(),
                        answer -> before.is(answer) || before.status() >= SERVER_ERROR)
                .isPresent();
    }

    private String what() {
        return request.describe()
                + request.json()
                        .map(body -> " with " + Printable.of(body.toString(), 80))
                        .orElse("");
    }

    private Finding failed(SteadyAnswer before, int answered) {
        String after = String.format(Locale.ROOT, "%,d", answered) + " of them";
        return Finding.failed(
                "still answers " + what() + " with " + before.describe() + " after " + TIMES + " of them",
                "no such answer after " + after,
                what() + " was answered with " + before.describe() + " at first, and after " + after
                        + " not any more: something is taken for each request and not given back, such as a lock, a slot or a thread.",
                List.of());
    }
}
