package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The image's own health probe. */
final class Probes {

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
        String folder = seen.image().config().workingDir();
        Set<String> handedIn =
                seen.submittedPaths().stream().map(ProcessOne::name).collect(Collectors.toSet());
        Stream<Lines> written = declared(seen).stream()
                .flatMap(probe -> probe.test().stream())
                .flatMap(text -> Stream.of(text.split("[\\s;&|'\"]+")))
                .filter(word -> word.contains("/") || word.contains("."))
                .filter(word -> !handedIn.contains(ProcessOne.name(word)))
                .map(path -> path.startsWith("/") ? path : folder + "/" + path)
                .flatMap(path -> seen.files().find(path).stream())
                .filter(entry -> entry.isFile() && entry.layer() >= seen.baseLayers())
                .flatMap(entry -> LayerSteps.line(seen, entry.layer()).stream());
        return Stream.concat(written, Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK").stream())
                .distinct()
                .toList();
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
