package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.StopUnderLoad;
import dev.drydock.engine.StopUnderLoad.Sent;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.grading.Unobservable;
import dev.drydock.grading.checks.Latecomer.Stopped;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stops a service that has requests under way, and looks what becomes of them. */
record StopTrial(StopGraceful.Parameters parameters, Request request, Observations seen) {

    /** Of the time that the service has for its end: the length of each request. */
    private static final List<Double> SHARES = List.of(0.3, 0.18, 0.11);

    /** Many are sent after those, which a service with a few threads has not begun yet when the signal comes. */
    private static final int FURTHER = 10;

    /** The length of each of them. */
    private static final double FURTHER_SHARE = 0.03;

    /** Seconds; no request asks for more, even when it is tried again. */
    private static final double LONGEST = 4.5;

    /** How often each of the earlier requests is sent. */
    private static final int EARLIER = 3;

    /** Seconds by which timers and clocks may differ. */
    private static final double TOLERANCE = 0.05;

    Finding judge() {
        RunningService service =
                parameters.takes().isEmpty() ? StopGraceful.usual(seen) : apart("to be stopped in a long answer");
        HttpReply first = first(service);
        if (!answered(first)) {
            return Finding.failed(
                    parameters.expected(),
                    request.describe() + ": " + describe(first),
                    "The service does not answer even before it is told to stop.",
                    first instanceof HttpReply.NoAnswer ? Ports.guilty(seen, request.port()) : List.of());
        }
        // Requests that had ended before the signal prove nothing; others do, if the service does what they ask for.
        String purpose = parameters.takes().isEmpty() ? "to be stopped again" : "to be stopped in a long answer again";
        return whileAnswering(1, service)
                .or(() -> again(apart(purpose)))
                .orElseGet(() -> Finding.failed(
                        parameters.expected(),
                        "no request was under way when the signal came",
                        "Requests that ask for seconds of work were answered before the stop signal, also when it was tried "
                                + "again: the service does not do what they ask for.",
                        List.of()));
    }

    private RunningService apart(String purpose) {
        return seen.service(Circumstances.usual(purpose));
    }

    private HttpReply first(RunningService service) {
        return Asking.whenReady(service, request.probe(seen.startupTime(), Request.TIMEOUT));
    }

    /** In another container, where the service has to be there first. */
    private Optional<Finding> again(RunningService service) {
        if (!answered(first(service))) {
            throw new Unobservable("the service did not answer a second time");
        }
        return whileAnswering(2, service);
    }

    /**
     * What is answered to them does not matter, but what they leave behind.
     *
     * @return what is wrong afterwards
     */
    private Optional<Finding> askEarlier(RunningService service) {
        List<Request> requests = parameters.earlier().orElse(List.of());
        if (requests.isEmpty()) {
            return Optional.empty();
        }
        for (Request earlier : requests) {
            for (int i = 0; i < EARLIER; i++) {
                HttpReply unused = service.http(earlier.probe(Duration.ZERO, Request.TIMEOUT));
            }
        }
        HttpReply then = first(service);
        return answered(then)
                ? Optional.empty()
                : Optional.of(Finding.failed(
                        parameters.expected(),
                        request.describe() + " after others: " + describe(then),
                        request.describe() + " was answered with success before, and is not any more after " + asked()
                                + ".",
                        List.of()));
    }

    /** Empty if no request was under way when the signal came. */
    private Optional<Finding> whileAnswering(int times, RunningService service) {
        Optional<Finding> spoiled = askEarlier(service);
        if (spoiled.isPresent()) {
            return spoiled;
        }
        List<Lines> suspects = StopSuspects.lines(service, seen);
        Duration grace = Duration.ofSeconds(parameters.withinSeconds());
        List<HttpProbe> volley = volley(times, grace);
        // Once is enough: a machine that is too slow for it would be so again.
        boolean joined = parameters.takes().isPresent() && times == 1;
        Stopped whole = joined
                ? Latecomer.join(service, grace, volley)
                : new Stopped(service.stop(grace, volley), Optional.empty());
        StopUnderLoad stopped = whole.load();
        if (stopped.outcome().killed() && whole.cameTooEarly()) {
            return Optional.empty();
        }
        Optional<Finding> wrong = end(stopped, whole.about()).wrong(parameters.expected(), suspects);
        if (wrong.isPresent()) {
            return wrong;
        }
        List<Sent> accepted = stopped.requests().stream().filter(Sent::accepted).toList();
        Optional<Finding> hurried =
                accepted.stream().filter(this::wasCutShort).findFirst().map(sent -> cutShort(stopped, sent, suspects));
        if (hurried.isPresent()) {
            return hurried;
        }
        List<Sent> underWay =
                accepted.stream().filter(sent -> wasUnderWay(sent, stopped)).toList();
        return underWay.isEmpty() ? Optional.empty() : Optional.of(judge(stopped, underWay, suspects));
    }

    private StopEnd end(StopUnderLoad stopped, String about) {
        String before = asked().isEmpty()
                ? about
                : " Before the signal it was asked something else (" + asked()
                        + "): what counts requests may have missed one of those.";
        return new StopEnd(parameters.withinSeconds(), stopped.outcome(), before);
    }

    private String asked() {
        return parameters.earlier().orElse(List.of()).stream()
                .map(Request::describe)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * Requests of several lengths, the longest first. All of them together take less than the time that the service has, so
     * that one that answers them one after the other can finish too.
     */
    private List<HttpProbe> volley(int times, Duration grace) {
        double least = parameters.takes().isPresent() ? 0.95 : 0.85;
        return lengths(times).stream()
                .map(seconds -> seconds * ThreadLocalRandom.current().nextDouble(least, 1.0))
                .map(seconds -> parameters
                        .secondsAt()
                        .map(at -> request.with(at, Math.round(seconds * 100) / 100.0))
                        .orElse(request))
                .map(drawn -> drawn.probe(Duration.ZERO, Request.TIMEOUT.plus(grace)))
                .toList();
    }

    /** Seconds, the longest first. */
    private List<Double> lengths(int times) {
        return parameters
                .takes()
                .map(List::of)
                .orElseGet(() -> Stream.concat(longer(times), further()).toList());
    }

    private Stream<Double> longer(int times) {
        return SHARES.stream().map(share -> Math.min(share * parameters.withinSeconds() * times, LONGEST));
    }

    /** Where a request cannot say how short it is, more of them would be more than can be done one after the other. */
    private Stream<Double> further() {
        return parameters.secondsAt().isEmpty()
                ? Stream.of()
                : Collections.nCopies(FURTHER, FURTHER_SHARE * parameters.withinSeconds()).stream();
    }

    /** One that was answered may have been answered before the signal came; one that was not has been dropped. */
    private static boolean wasUnderWay(Sent sent, StopUnderLoad stopped) {
        return sent.ended().isAfter(answered(sent.reply()) ? stopped.delivered() : stopped.signalled());
    }

    private Finding judge(StopUnderLoad stopped, List<Sent> underWay, List<Lines> suspects) {
        List<Sent> dropped =
                underWay.stream().filter(sent -> !answered(sent.reply())).toList();
        String actual = end(stopped, "").words() + "; of " + underWay.size() + " requests that were under way, "
                + (underWay.size() - dropped.size()) + " were answered";
        if (!dropped.isEmpty()) {
            return Finding.failed(
                    parameters.expected(),
                    actual + "; another: " + describe(dropped.getFirst().reply()) + " after "
                            + Quantity.time(dropped.getFirst().took()),
                    "The service broke off a request that it had accepted: whoever asked the model gets an error at each "
                            + "deployment.",
                    suspects);
        }
        return Finding.passed(parameters.expected(), actual);
    }

    private boolean wasCutShort(Sent sent) {
        OptionalDouble asked = seconds(sent);
        return answered(sent.reply())
                && asked.isPresent()
                && sent.took().toMillis() < (asked.getAsDouble() - TOLERANCE) * 1000;
    }

    private OptionalDouble seconds(Sent sent) {
        return parameters
                .secondsAt()
                .map(at -> Request.numberIn(sent.probe(), at))
                .orElse(OptionalDouble.empty());
    }

    private Finding cutShort(StopUnderLoad stopped, Sent sent, List<Lines> suspects) {
        String took = Quantity.time(sent.took());
        String work = seconds(sent).orElseThrow() + " s";
        return Finding.failed(
                parameters.expected(),
                end(stopped, "").words() + "; a request for work of " + work + " was answered after " + took,
                "The service was told to stop while it had requests, and answered one that asks for work of " + work
                        + " after " + took + ": the work was cut short, and the answer is not its result.",
                suspects);
    }

    private static boolean answered(HttpReply reply) {
        return reply instanceof HttpReply.Answer answer && answer.status() / 100 == 2;
    }

    private static String describe(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Answer answer -> "answered with status " + answer.status();
            case HttpReply.NoAnswer none -> "no answer (" + Printable.of(none.reason(), 80) + ")";
        };
    }
}
