package dev.drydock.grading;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.Image;
import dev.drydock.engine.Image.HistoryEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells which instruction made a layer of an image. BuildKit writes one entry of the history for each instruction but
 * ONBUILD, and says there whether it made a layer. Where the entries above the base are not these instructions, keyword by
 * keyword, as with a base whose triggers act, it cannot be told.
 */
final class LayerMakers {

    private final Map<Integer, Instruction> makers;

    private LayerMakers(Map<Integer, Instruction> makers) {
        this.makers = makers;
    }

    /**
     * @param base of the final image; empty where it stands on nothing
     */
    static LayerMakers of(Dockerfile dockerfile, Image image, Optional<Image> base) {
        List<HistoryEntry> history = image.history();
        int below = base.map(Image::history).map(List::size).orElse(0);
        List<Instruction> instructions = dockerfile.finalChain().reversed().stream()
                .flatMap(stage -> stage.everything().stream())
                .filter(instruction -> !instruction.keyword().equals("ONBUILD"))
                .toList();
        boolean told = history.size() - below == instructions.size()
                && base.map(Image::history)
                        .filter(known -> !startsWith(history, known))
                        .isEmpty()
                && IntStream.range(0, instructions.size())
                        .allMatch(i -> isOf(history.get(below + i), instructions.get(i)));
        return new LayerMakers(told ? makers(history.subList(below, history.size()), instructions) : Map.of());
    }

    private static Map<Integer, Instruction> makers(List<HistoryEntry> history, List<Instruction> instructions) {
        Map<Integer, Instruction> makers = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            Instruction instruction = instructions.get(i);
            history.get(i).layer().ifPresent(layer -> makers.put(layer, instruction));
        }
        return makers;
    }

    private static boolean startsWith(List<HistoryEntry> history, List<HistoryEntry> base) {
        return history.subList(0, base.size()).equals(base);
    }

    private static boolean isOf(HistoryEntry entry, Instruction instruction) {
        String createdBy = entry.createdBy().toUpperCase(Locale.ROOT);
        return createdBy.equals(instruction.keyword()) || createdBy.startsWith(instruction.keyword() + " ");
    }

    /** The instruction that made a layer of the image, as far as it can be told. */
    Optional<Instruction> of(int layer) {
        return Optional.ofNullable(makers.get(layer));
    }
}
