package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The image's own health probe. */
final class Probes {

    private static final Pattern KILL = Pattern.compile("(?:^|[\\s;&|(])(?:/\\S*/)?(?:p?kill|killall)\\s+(?!-0\\b)");

    /** An orderly end, or 128 and the number of SIGINT, SIGKILL or SIGTERM. */
    private static final Set<Integer> AFTER_A_SIGNAL = Set.of(0, 130, 137, 143);

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

    /**
     * Whether the probe may have ended a container: it sends signals, and the container ended as one does that gets them. What
     * such a probe returned tells nothing: it has sent its signal with success, or ended together with the container.
     */
    static boolean mayHaveEnded(ContainerState state, Observations seen) {
        return state.error().isEmpty()
                && !state.outOfMemory()
                && AFTER_A_SIGNAL.contains(state.exitCode())
                && endsProcesses(seen);
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
