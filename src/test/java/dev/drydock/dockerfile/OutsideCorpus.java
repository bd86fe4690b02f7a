package dev.drydock.dockerfile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Cases that other projects wrote, which are read where they lie and are not part of this repository. */
final class OutsideCorpus {

    private static final Path ROOT = Path.of(Optional.ofNullable(System.getenv("DRYDOCK_CORPORA"))
            .orElse(Optional.ofNullable(System.getenv("DRYDOCK_ROOT")).orElse(".") + "/../shared/corpora"));

    private OutsideCorpus() {}

    /** A file or directory of the corpus; where it is missing, the test is reported as not run. */
    static Path find(String name) {
        Path found = ROOT.resolve(name);
        if (!Files.exists(found)) {
            String message = "NOT RUN: the outside corpus " + name + " is not here; set DRYDOCK_CORPORA to its folder.";
            System.out.println(message);
            Assumptions.abort(message);
        }
        return found;
    }
}
