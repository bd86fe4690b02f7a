package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContainerState.Status;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.engine.Outage;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The health probe notices when the service no longer works: Drydock breaks it and looks. */
@AutoService(Check.class)
public final class HealthDetectsFailure implements Check<HealthDetectsFailure.Parameters> {

    /** What the probe may take for itself beside its timeout, and something for a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final int MOST_FORGIVEN = 3;

    /** More than any probe takes in earnest. */
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(60);

    /**
     * Parameters.
     *
     * @param breaking makes the service fail; it is broken from outside, in four ways, if left out
     * @param maxDetectSeconds at the declared pace, counting the probes that said healthy although the service was broken; any,
     *     if left out
     */
    public record Parameters(
            @Key("A request after which the service fails; it is broken from outside, in four ways, if left out.")
            Optional<Request> breaking,

            @Key(
                    value =
                            "Most seconds until a failure is noticed at the declared pace, counting the probes that said"
                                    + " healthy although the service was broken; any, if left out.",
                    min = 1,
                    max = 3_600)
            Optional<Integer> maxDetectSeconds) {}

    @Override
    public String kind() {
        return "health.detectsFailure";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "The probe has to ask the service something that only a working model can answer, such as a request to its own port "
                + "with a timeout. That a process exists, or that a file is there, says nothing.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#healthcheck";
    }

    @Override
    public Moment moment() {
        return Moment.BROKEN;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Optional<Healthcheck> probe = Probes.declared(seen);
        String expected = "unhealthy once the service is broken"
                + parameters
                        .breaking()
                        .map(request -> ": " + request.describe())
                        .orElse(", in whatever way");
        if (probe.isEmpty()) {
            return Probes.missing(expected, seen);
        }
        var timing = HealthTiming.of(probe.get());
        RunningService service = parameters.breaking().isPresent()
                ? seen.service(Circumstances.usual("to be broken by a request"))
                : seen.service();
        if (!is(service.healthWithin(timing.bounded()), Status.HEALTHY)) {
            return Finding.failed(
                    expected,
                    "the probe never said healthy",
                    "The probe never said that the service is healthy, so that breaking it shows nothing.",
                    Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK"));
        }
        return parameters.breaking().isPresent()
                ? byRequest(parameters.breaking().get(), expected, timing, service, seen)
                : fromOutside(expected, parameters, timing, service, seen);
    }

    private static Finding byRequest(
            Request breaking, String expected, HealthTiming timing, RunningService service, Observations seen) {
        // What it answers does not matter.
        HttpReply ignored = service.http(breaking.probe(seen.startupTime(), Request.TIMEOUT));
        ContainerState state = service.unhealthyWithin(patience(timing));
        return hasNoticed(state)
                ? Finding.passed(expected, noticed(timing))
                : unnoticed(expected, "after " + breaking.describe(), timing, seen);
    }

    /** Each is undone before the next, and what was healed has to be called healthy again. */
    private static Finding fromOutside(
            String expected, Parameters parameters, HealthTiming timing, RunningService service, Observations seen) {
        List<Outage> ways = drawn(seen.servicePort().isPresent());
        for (Outage way : ways) {
            Duration patience = patience(timing);
            Optional<String> body = way == Outage.UNAVAILABLE ? unready(service) : Optional.empty();
            Broken broken = broken(service, way, seen.servicePort().orElse(0), body, patience);
            ContainerState state = broken.state();
            if (!state.running()) {
                return Finding.passed(
                        expected, "the container ended with exit code " + state.exitCode() + " when " + way.words());
            }
            if (!hasNoticed(state)) {
                return unnoticed(
                        expected,
                        "while " + way.words()
                                + body.map(said -> " and with what the service itself says while it starts, "
                                                + Printable.of(said, 80))
                                        .orElse(""),
                        timing,
                        seen);
            }
            Optional<Finding> late = forgiving(broken.saidHealthy(), way, expected, parameters, timing, seen);
            if (late.isPresent()) {
                return late.get();
            }
            if (!is(service.healthyWithin(patience), Status.HEALTHY)) {
                return Finding.failed(
                        expected,
                        "still unhealthy " + Quantity.time(patience) + " after the service was mended; before, "
                                + way.words(),
                        "The service was broken, which its health probe noticed, and mended, which it did not. It has to ask the "
                                + "service anew each time.",
                        Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK"));
            }
        }
        return Finding.passed(
                expected,
                noticed(timing) + "; broken were: "
                        + ways.stream().map(Outage::words).collect(Collectors.joining("; ")));
    }

    /** What the service itself answered with status 503, if anybody asked: a probe has to tell it from a good answer. */
    private static Optional<String> unready(RunningService service) {
        return service.samples().stream()
                .flatMap(sample -> sample.unready().stream())
                .findFirst();
    }

    /**
     * In any order: a service that says nothing, one whose port is closed, and one that answers with errors of either kind.
     * The last three leave its processes alone, so that who looks at those alone does not notice.
     */
    private static List<Outage> drawn(boolean hasPort) {
        if (!hasPort) {
            return List.of(Outage.FROZEN);
        }
        var random = ThreadLocalRandom.current();
        var ways = new ArrayList<Outage>();
        ways.add(random.nextBoolean() ? Outage.FROZEN : Outage.SILENT);
        ways.add(Outage.CLOSED);
        ways.add(Outage.FAILING);
        ways.add(Outage.UNAVAILABLE);
        Collections.shuffle(ways, random);
        return ways;
    }

    /**
     * What the probe made of a broken service.
     *
     * @param since when it was broken
     */
    private record Broken(ContainerState state, Instant since) {

        /** How many of the last probes began after that and succeeded all the same. */
        int saidHealthy() {
            return (int) state.health().stream()
                    .flatMap(health -> health.probes().stream())
                    .filter(probe -> probe.exitCode() == 0 && probe.started().isAfter(since))
                    .count();
        }
    }

    /** The engine keeps five probes, of which two have failed: who forgives as many as are left may forgive any number. */
    private static Optional<Finding> forgiving(
            int times, Outage way, String expected, Parameters parameters, HealthTiming timing, Observations seen) {
        Duration detection = timing.detection(times);
        boolean tooLong = parameters
                .maxDetectSeconds()
                .filter(most -> detection.toSeconds() > most)
                .isPresent();
        if (times < MOST_FORGIVEN && !(times > 0 && tooLong)) {
            return Optional.empty();
        }
        return Optional.of(Finding.failed(
                expected,
                "healthy " + times + (times < MOST_FORGIVEN ? "" : " or more") + " times while " + way.words()
                        + ", and then not: " + Quantity.time(detection)
                        + (times < MOST_FORGIVEN ? "" : " or more") + " at the declared pace",
                "While " + way.words() + ", the probe said healthy " + times
                        + " times before it said that the service is not. It has "
                        + "to say so at once: counting failures is what --retries is for.",
                Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK")));
    }

    private static Broken broken(
            RunningService service, Outage way, int port, Optional<String> body, Duration patience) {
        service.breakDown(way, port, body);
        Instant since = Instant.now();
        try {
            return new Broken(service.unhealthyWithin(patience), since);
        } finally {
            service.mend(way, port);
        }
    }

    /** At the pace at which Drydock lets the probe run: for two probes that wait until their time is up. */
    private static Duration patience(HealthTiming timing) {
        Duration one = timing.timeout().compareTo(LONGEST_PROBE) < 0 ? timing.timeout() : LONGEST_PROBE;
        return one.multipliedBy(2).plus(PATIENCE);
    }

    private static boolean hasNoticed(ContainerState state) {
        return !state.running()
                || state.health().filter(health -> health.failingStreak() >= 2).isPresent();
    }

    private static String noticed(HealthTiming timing) {
        return "noticed at Drydock's pace; at the declared one within " + Quantity.time(timing.detection());
    }

    private static Finding unnoticed(String expected, String how, HealthTiming timing, Observations seen) {
        return Finding.failed(
                expected,
                "still healthy after " + Quantity.time(patience(timing)) + " of probing every half second, " + how,
                "The service was broken, " + how + ", and its health probe went on to say healthy: it does not ask the "
                        + "service, or does not look at the answer. An orchestrator would go on to send requests to a model that "
                        + "does not answer.",
                Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK"));
    }

    private static boolean is(ContainerState state, Status status) {
        return state.health().filter(health -> health.status() == status).isPresent();
    }
}
