package dev.drydock.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A build stage.
 *
 * @param index counted from 0
 * @param name after AS, in lower case
 * @param from its FROM instruction
 * @param platform what {@code --platform} names, after substitution of global ARGs
 * @param base what FROM names, after substitution of global ARGs; may be the name of an earlier stage
 * @param instructions what follows FROM
 * @param baseStage the index of the earlier stage that the base is, where it is no image
 * @param triggers what ONBUILD of that earlier stage makes this one begin with
 */
public record Stage(
        int index,
        Optional<String> name,
        Instruction from,
        Optional<String> platform,
        String base,
        List<Instruction> instructions,
        OptionalInt baseStage,
        List<Instruction> triggers) {

    /** The base without any content: FROM is then no step. */
    static final String SCRATCH = "scratch";

    public Stage {
        instructions = List.copyOf(instructions);
        triggers = List.copyOf(triggers);
    }

    /** Whether the base is an image: neither an earlier stage nor the empty {@code scratch}. */
    public boolean isOnImage() {
        return baseStage.isEmpty() && !base.equals(SCRATCH);
    }

    /** What the stage does, in order: first what an earlier stage's ONBUILD left to it. */
    public List<Instruction> everything() {
        return Stream.concat(triggers.stream(), instructions.stream()).toList();
    }

    /** The last instruction with this keyword, which is the one in force for CMD, USER and the like. */
    public Optional<Instruction> last(String keyword) {
        return instructions.reversed().stream()
                .filter(instruction -> instruction.keyword().equals(keyword))
                .findFirst();
    }

    /** As {@link #last}, and where there is none, the last one that the base's ONBUILD has left for this stage. */
    Optional<Instruction> inForce(String keyword) {
        return last(keyword)
                .or(() -> triggers.reversed().stream()
                        .filter(instruction -> instruction.keyword().equals(keyword))
                        .findFirst());
    }
}
