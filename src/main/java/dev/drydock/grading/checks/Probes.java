package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The image's own health probe. */
final class Probes {

    private static final Pattern KILL = Pattern.compile("(?:^|[\\s;&|(])(?:/\\S*/)?(?:p?kill|killall)\\s+(?!-0\\b)");

    private Probes() {}

    /** The probe; empty where there is none or an inherited one was switched off. */
    static Optional<Healthcheck> declared(Observations seen) {
        return seen.image()
                .config()
                .healthcheck()
                .filter(check ->
                        !check.test().isEmpty() && !check.test().getFirst().equals("NONE"));
    }

    /** Where the Dockerfile writes the scripts that the probe names, if it does, and the probe. */
    static List<Lines> lines(Observations seen) {
        List<String> words =
                declared(seen).stream().flatMap(probe -> probe.test().stream()).toList();
        return Stream.concat(WrittenScripts.of(words, seen), Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK").stream())
                .distinct()
                .toList();
    }

    /** Whether the probe itself ends processes, as some do because Docker restarts no unhealthy container. */
    static boolean endsProcesses(Observations seen) {
        return declared(seen)
                .filter(probe -> KILL.matcher(String.join(" ", probe.test())).find())
                .isPresent();
    }

    /** Whether the probe may have ended a container: it sends signals, and it has failed. */
    static boolean mayHaveEnded(ContainerState state, Observations seen) {
        boolean failed = state.health().stream()
                .flatMap(health -> health.probes().stream())
                .anyMatch(probe -> probe.exitCode() != 0);
        return state.error().isEmpty() && !state.outOfMemory() && failed && endsProcesses(seen);
    }

    static Finding missing(String expected, Observations seen) {
        return Finding.failed(
                expected,
                "the image has no HEALTHCHECK",
                "The image has no HEALTHCHECK, so nothing notices when the process runs but the model no longer "
                        + "answers.",
                Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK"));
    }
}
