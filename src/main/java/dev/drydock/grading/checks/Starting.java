package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Set;

/** Where the Dockerfile says what runs: flags are given to ENTRYPOINT, and to CMD only where there is none. */
final class Starting {

    private static final Set<String> OF_DOCKER = Set.of("Dockerfile", ".dockerignore");

    private Starting() {}

    static List<Lines> lines(Observations seen) {
        return List.of(seen.dockerfile()
                .inForce("ENTRYPOINT")
                .or(() -> seen.dockerfile().inForce("CMD"))
                .map(Instruction::lines)
                .orElseGet(() -> Guilty.end(seen.dockerfile())));
    }

    /** The same where learners write nothing but Dockerfile and ignore file; otherwise the cause may lie in their code. */
    static List<Lines> linesWithoutCode(Observations seen) {
        return OF_DOCKER.containsAll(seen.editable()) ? lines(seen) : List.of();
    }
}
