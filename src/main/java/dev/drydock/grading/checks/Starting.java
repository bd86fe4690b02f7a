package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the Dockerfile says what runs: flags are given to ENTRYPOINT, and to CMD only where there is none. */
final class Starting {

    private static final Set<String> OF_DOCKER = Set.of("Dockerfile", ".dockerignore");

    private static final Pattern LOADED_FIRST = Pattern.compile(".*/(?:site|user)customize\\.py");

    private Starting() {}

    static List<Lines> lines(Observations seen) {
        return List.of(seen.dockerfile()
                .inForce("ENTRYPOINT")
                .or(() -> seen.dockerfile().inForce("CMD"))
                .map(Instruction::lines)
                .orElseGet(() -> Guilty.end(seen.dockerfile())));
    }

    /** Of ENTRYPOINT and CMD the one in force that is no JSON list. */
    static Optional<Instruction> plainText(Observations seen) {
        return Stream.of("ENTRYPOINT", "CMD")
                .flatMap(keyword -> seen.dockerfile().inForce(keyword).stream())
                .filter(instruction -> instruction.form() == Instruction.Form.SHELL)
                .findFirst();
    }

    /** As {@link #lines}, below the scripts that it runs. */
    static List<Lines> linesWithScripts(Observations seen) {
        return Stream.concat(scripts(seen), lines(seen).stream()).distinct().toList();
    }

    /**
     * The same for a container that is started with some arguments: without any it takes the usual ones, which CMD has.
     *
     * @param arguments what follows the image's name in {@code docker run}
     */
    static List<Lines> linesFor(List<String> arguments, Observations seen) {
        Optional<Instruction> usual = arguments.isEmpty() ? seen.dockerfile().inForce("CMD") : Optional.empty();
        return usual.map(command -> Stream.concat(scripts(seen), Stream.of(command.lines()))
                        .distinct()
                        .toList())
                .orElseGet(() -> linesWithScripts(seen));
    }

    /**
     * The same, below the scripts that it runs, where learners write nothing but Dockerfile and ignore file; otherwise the
     * cause may lie in their code.
     */
    static List<Lines> linesWithoutCode(Observations seen) {
        return OF_DOCKER.containsAll(seen.editable())
                ? linesWithScripts(seen)
                : scripts(seen).toList();
    }

    /** Where the Dockerfile names one of some settings, the first of them that it does; otherwise {@link #linesWithoutCode}. */
    static List<Lines> setting(List<String> names, Observations seen) {
        return names.stream()
                .flatMap(name -> Mention.last(seen.dockerfile(), name).stream())
                .findFirst()
                .map(List::of)
                .orElseGet(() -> linesWithoutCode(seen));
    }

    /** The steps that brought a module which Python loads before any program. */
    static List<Lines> modulesOfItsOwn(Observations seen) {
        return seen.files()
                .matching(LOADED_FIRST.asMatchPredicate())
                .filter(entry -> entry.isFile() && entry.layer() >= seen.baseLayers())
                .flatMap(entry -> LayerSteps.line(seen, entry.layer()).stream())
                .distinct()
                .toList();
    }

    /** The steps that write what the start command runs, where the Dockerfile has it in itself. */
    static Stream<Lines> scripts(Observations seen) {
        List<String> command = Stream.concat(
                        seen.image().config().entrypoint().stream(), seen.image().config().command().stream())
                .toList();
        return WrittenScripts.of(command, seen);
    }
}
