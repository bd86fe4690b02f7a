package dev.drydock.grading.checks;

import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import java.util.Optional;

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

    static Finding missing(String expected, Observations seen) {
        return Finding.failed(
                expected,
                "the image has no HEALTHCHECK",
                "The image has no HEALTHCHECK, so nothing notices when the process runs but the model no longer "
                        + "answers.",
                Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK"));
    }
}
