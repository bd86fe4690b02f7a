package dev.drydock.grading.checks;

import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContainerState.Status;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Outage;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Breaks a service that is healthy, and looks what its health probe makes of it.
 *
 * @param expected in words
 * @param maxDetectSeconds at the declared pace, counting probes that said healthy although the service was broken
 */
record OutageTrial(
        String expected,
        HealthTiming timing,
        Optional<Integer> maxDetectSeconds,
        RunningService service,
        Observations seen) {

    /** What the probe may take for itself beside its timeout, and something for a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** More than any probe takes in earnest. */
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(60);

    /** The engine keeps five probes, of which two have failed: who forgives as many as are left may forgive any number. */
    private static final int MOST_FORGIVEN = 3;

    /** One that a probe was in the middle of, and one more. */
    private static final int TWICE = 2;

    /** Whoever declares more fails as often as that, and goes on. */
    private static final int MOST_RETRIES = 20;

    /** The same where a probe may take its whole time to fail: the engine keeps no more of them either. */
    private static final int MOST_SLOW_RETRIES = 5;

    /** From one probe to the next. */
    private static final Duration TURN = Duration.ofSeconds(1);

    static boolean isHealthy(ContainerState state) {
        return state.health()
                .filter(health -> health.status() == Status.HEALTHY)
                .isPresent();
    }

    /** By a request after which it fails; what is answered to that does not matter. */
    Finding byRequest(Request breaking) {
        HttpReply ignored = service.http(breaking.probe(seen.startupTime(), Request.TIMEOUT));
        ContainerState state = service.unhealthyWithin(TWICE, patience());
        return hasNoticed(state, TWICE)
                ? Finding.passed(expected, noticed())
                : unnoticed("after " + breaking.describe());
    }

    /** Each way is undone before the next, and what was healed has to be called healthy again. */
    Finding fromOutside() {
        List<Outage> ways = drawn(seen.servicePort().isPresent());
        for (Outage way : ways) {
            Optional<String> body = way == Outage.UNAVAILABLE ? unready() : Optional.empty();
            Broken broken = broken(way, body);
            if (!broken.state().running()) {
                return ended(broken.state(), way);
            }
            Optional<Finding> wrong = judge(way, body, broken);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            ContainerState mended = service.healthyWithin(patience());
            // A signal to processes that are stopped waits until they go on.
            if (!mended.running() && Probes.mayHaveEnded(mended, seen)) {
                return ended(mended, way);
            }
            if (!isHealthy(mended)) {
                return stillUnhealthy(way);
            }
        }
        return Finding.passed(
                expected,
                noticed() + "; broken were: " + ways.stream().map(Outage::words).collect(Collectors.joining("; ")));
    }

    private Finding ended(ContainerState state, Outage way) {
        return Finding.passed(
                expected, "the container ended with exit code " + state.exitCode() + " when " + way.words());
    }

    private Optional<Finding> judge(Outage way, Optional<String> body, Broken broken) {
        if (hasNoticed(broken.state(), TWICE)) {
            return judgeForgiven(broken.saidHealthy(broken.state()), way).or(() -> judgeLasting(way, broken));
        }
        String saying = body.map(
                        said -> " and with what the service itself says while it starts, " + Printable.of(said, 80))
                .orElse("");
        return Optional.of(unnoticed("while " + way.words() + saying));
    }

    private Finding stillUnhealthy(Outage way) {
        return failed(
                "still unhealthy " + Quantity.time(patience()) + " after the service was mended; before, "
                        + way.words(),
                "The service was broken, which its health probe noticed, and mended, which it did not. It has to ask the "
                        + "service anew each time.");
    }

    /** Who was slow is not blamed: it has to have said healthy in between. */
    private Optional<Finding> judgeLasting(Outage way, Broken broken) {
        int failures = failures(way);
        return hasNoticed(broken.lasting(), failures) || broken.saidHealthy(broken.lasting()) == 0
                ? Optional.empty()
                : Optional.of(failed(
                        "never failed " + failures + " times in a row while " + way.words(),
                        "While " + way.words()
                                + ", the probe now failed, now said healthy. Docker calls a container unhealthy when its probe has failed "
                                + "as often in a row as --retries says, so that this one stays healthy for ever: the probe has to fail "
                                + "each time."));
    }

    /** @param times that the probe said healthy although the service was broken */
    private Optional<Finding> judgeForgiven(int times, Outage way) {
        Duration detection = timing.detection(times);
        boolean tooLong = times > 0
                && maxDetectSeconds.filter(most -> detection.toSeconds() > most).isPresent();
        if (times < MOST_FORGIVEN && !tooLong) {
            return Optional.empty();
        }
        String more = times < MOST_FORGIVEN ? "" : " or more";
        String often = times == 1 ? "once" : times + more + " times";
        return Optional.of(failed(
                "healthy " + often + " while " + way.words() + ", and then not: " + Quantity.time(detection) + more
                        + " at the declared pace",
                "While " + way.words() + ", the probe said healthy " + often
                        + " before it said that the service is not. It has to say so at once: counting failures is what "
                        + "--retries is for."));
    }

    /** What the service itself answered with status 503, if anybody asked: a probe has to tell it from a good answer. */
    private Optional<String> unready() {
        return service.samples().stream()
                .flatMap(sample -> sample.unready().stream())
                .findFirst();
    }

    /**
     * In any order: a service that says nothing, one whose port is closed, and one that answers with errors of several
     * kinds. All but the first leave its processes alone, so that who looks at those alone does not notice.
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
        ways.add(Outage.MISSING);
        ways.add(Outage.UNAVAILABLE);
        Collections.shuffle(ways, random);
        return ways;
    }

    /**
     * What the probe made of a broken service.
     *
     * @param state once it had failed twice in a row
     * @param lasting once it had failed as often in a row as it declares, or as is waited for
     * @param since when the service was broken
     */
    private record Broken(ContainerState state, ContainerState lasting, Instant since) {

        /** How many of the probes that the engine keeps began after that and succeeded all the same. */
        int saidHealthy(ContainerState at) {
            return (int) at.health().stream()
                    .flatMap(health -> health.probes().stream())
                    .filter(probe -> probe.exitCode() == 0 && probe.started().isAfter(since))
                    .count();
        }
    }

    private Broken broken(Outage way, Optional<String> body) {
        int port = seen.servicePort().orElse(0);
        service.breakDown(way, port, body);
        Instant since = Instant.now();
        try {
            ContainerState state = service.unhealthyWithin(TWICE, patience());
            boolean waits = state.running() && hasNoticed(state, TWICE) && failures(way) > TWICE;
            return new Broken(state, waits ? lasting(failures(way)) : state, since);
        } finally {
            service.mend(way, port);
        }
    }

    private ContainerState lasting(int failures) {
        return service.unhealthyWithin(failures, patience(failures));
    }

    /** As many in a row as it declares. Where each probe has its answer at once, many cost little. */
    private int failures(Outage way) {
        return Math.clamp(timing.retries(), TWICE, way == Outage.FAILING ? MOST_RETRIES : MOST_SLOW_RETRIES);
    }

    private Duration patience() {
        return patience(TWICE);
    }

    /** At the pace at which Drydock lets the probe run: for so many probes that wait until their time is up. */
    private Duration patience(int probes) {
        Duration one = timing.timeout().compareTo(LONGEST_PROBE) < 0 ? timing.timeout() : LONGEST_PROBE;
        return one.plus(TURN).multipliedBy(probes).plus(PATIENCE);
    }

    private static boolean hasNoticed(ContainerState state, int failures) {
        return !state.running()
                || state.health()
                        .filter(health -> health.failingStreak() >= failures)
                        .isPresent();
    }

    private String noticed() {
        return "noticed at Drydock's pace; at the declared one within " + Quantity.time(timing.detection());
    }

    private Finding unnoticed(String how) {
        return failed(
                "still healthy after " + Quantity.time(patience()) + " of probing every half second, " + how,
                "The service was broken, " + how + ", and its health probe went on to say healthy: it does not ask the "
                        + "service, or does not look at the answer. An orchestrator would go on to send requests to a model that "
                        + "does not answer.");
    }

    private Finding failed(String actual, String message) {
        return Finding.failed(expected, actual, message, Probes.lines(seen));
    }
}
