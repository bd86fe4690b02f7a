package dev.drydock.grading.checks;

import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.engine.Repetition;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request, sent many times, uses up what the service needs to answer it, such as a lock that is not given back, or
 * changes what it answers.
 *
 * @param before what its first answer was, before all others; empty if it was not answered
 * @param atOnce whether what is answered first counts; an answer like that before will do after a moment, if not
 */
record WornOut(
        Request request, Optional<AnswerDemand> before, boolean atOnce, RunningService service, Observations seen) {

    private static final Duration TIME = Duration.ofSeconds(20);

    private static final int UNAVAILABLE = 503;

    /** Asked once, and until it is ready. */
    static WornOut of(RepeatedRequest repeated, boolean atOnce, RunningService service, Observations seen) {
        Request request = repeated.request();
        Optional<AnswerDemand> before = Asking.until(
                        service, request, seen.startupTime(), answer -> answer.status() != UNAVAILABLE)
                .map(repeated::asIn);
        return new WornOut(request, before, atOnce, service, seen);
    }

    /** Its failure when it was sent so many times, as far as there was time for; empty where it is answered in the end as it was at first, or was never answered. */
    Optional<Finding> repeated(int times) {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        HttpProbe probe = request.probe(seen.startupTime(), Request.TIMEOUT);
        int answered = service.repeat(probe, Repetition.inARow(times, TIME)).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return otherwise()
                .map(
                        now -> failed(
                                "after " + String.format(Locale.ROOT, "%,d", times) + " of them",
                                now + " after " + String.format(Locale.ROOT, "%,d", answered) + " of them",
                                "something is taken or kept for each request and not given back, such as a lock, a slot or a thread."));
    }

    /** Its failure when others were sent. */
    Optional<Finding> afterOthers() {
        return otherwise()
                .map(now -> failed(
                        "also after other requests",
                        now + " after many other requests",
                        "something of those requests is kept, perhaps of such as were refused."));
    }

    /** In words, what it is answered now that it was not before; one that failed at first may have loaded meanwhile. */
    private Optional<String> otherwise() {
        Optional<String> first = atOnce ? before.map(this::now).filter(said -> !said.isEmpty()) : Optional.empty();
        return first.isPresent()
                ? first
                : before.filter(demand -> Asking.until(
                                        service,
                                        request,
                                        seen.startupTime(),
                                        answer -> RepeatedRequest.isAsBefore(demand, answer))
                                .isEmpty())
                        .map(this::now)
                        .filter(now -> !now.isEmpty());
    }

    private String now(AnswerDemand demand) {
        return service.http(request.probe(Duration.ZERO, Request.TIMEOUT)) instanceof Answer answer
                ? String.join("; ", demand.complaints(answer))
                : "no answer";
    }

    private String what() {
        return request.describe()
                + request.json()
                        .map(body -> " with " + Printable.of(body.toString(), 80))
                        .orElse("");
    }

    private Finding failed(String when, String actual, String cause) {
        String first = before.orElseThrow().describe();
        return Finding.failed(
                "answers " + what() + " with " + first + " " + when,
                actual,
                what() + " was answered with " + first + " at first, and then not any more: " + cause,
                List.of());
    }
}
