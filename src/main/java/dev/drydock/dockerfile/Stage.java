package dev.drydock.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A build stage.
 *
 * @param index counted from 0
 * @param name after AS, in lower case
 * @param from its FROM instruction
 * @param base what FROM names, after substitution of global ARGs; may be the name of an earlier stage
 * @param instructions what follows FROM
 */
public record Stage(int index, Optional<String> name, Instruction from, String base, List<Instruction> instructions) {

    /** Instructions that BuildKit numbers in {@code [stage n/m]}, FROM being the first. */
    private static final Set<String> NUMBERED = Set.of("RUN", "COPY", "ADD", "WORKDIR");

    public Stage {
        instructions = List.copyOf(instructions);
    }

    /**
     * The instruction that BuildKit calls step {@code number} of this stage.
     *
     * @param number 1 is FROM
     */
    public Optional<Instruction> step(int number) {
        if (number == 1) {
            return Optional.of(from);
        }
        return instructions.stream()
                .filter(instruction -> NUMBERED.contains(instruction.keyword()))
                .skip(number - 2L)
                .findFirst();
    }

    /** The last instruction with this keyword, which is the one in force for CMD, USER and the like. */
    public Optional<Instruction> last(String keyword) {
        return instructions.reversed().stream()
                .filter(instruction -> instruction.keyword().equals(keyword))
                .findFirst();
    }
}
