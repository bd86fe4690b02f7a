package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Observations;
import java.util.List;

/** Where the Dockerfile says what runs: flags are given to ENTRYPOINT, and to CMD only where there is none. */
final class Starting {

    private Starting() {}

    static List<Lines> lines(Observations seen) {
        return List.of(seen.dockerfile()
                .inForce("ENTRYPOINT")
                .or(() -> seen.dockerfile().inForce("CMD"))
                .map(Instruction::lines)
                .orElseGet(() -> Guilty.end(seen.dockerfile())));
    }
}
