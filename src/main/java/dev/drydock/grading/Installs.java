package dev.drydock.grading;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.StepResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tells which steps of a build put packages into a stage: those whose layer holds what package managers write down about
 * what they installed, or packages as archives. What a step says does not matter, nor in which stage it is.
 */
final class Installs {

    private final Function<BuildStep, Optional<Instruction>> instructions;

    /**
     * @param instructions that steps stand for
     */
    Installs(Function<BuildStep, Optional<Instruction>> instructions) {
        this.instructions = instructions;
    }

    /**
     * @param outcome of the build
     * @param stages whose layers can be looked at
     * @return in the order of the build's steps
     */
    List<Install> of(BuildOutcome outcome, List<StageLayers> stages) {
        Map<Instruction, Brought> brought = new LinkedHashMap<>();
        stages.forEach(stage -> look(stage, brought));
        var installs = new ArrayList<Install>();
        for (StepResult result : outcome.steps()) {
            if (BuildLab.isInstruction(result)) {
                instructions
                        .apply(result.step())
                        .flatMap(instruction -> Optional.ofNullable(brought.remove(instruction)))
                        .ifPresent(found -> installs.add(new Install(result, found.layer(), found.records())));
            }
        }
        return List.copyOf(installs);
    }

    private record Brought(OptionalInt layer, List<String> records) {}

    private static void look(StageLayers stage, Map<Instruction, Brought> brought) {
        IntStream.range(stage.baseLayers(), stage.image().layers().size())
                .forEach(index -> stage.maker(index).ifPresent(instruction -> {
                    List<String> records = PackageRecords.broughtBy(
                            stage.files().layers().get(index),
                            () -> ImageFiles.of(stage.files().layers().subList(0, index)));
                    if (!records.isEmpty()) {
                        OptionalInt layer = stage.isFinal() ? OptionalInt.of(index) : OptionalInt.empty();
                        brought.putIfAbsent(instruction, new Brought(layer, records));
                    }
                }));
    }
}
