package dev.drydock.grading.checks;

import dev.drydock.grading.ReferenceAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Draws some of many answers, so that each kind is among them, however rare. */
final class Sampling {

    private Sampling() {}

    /**
     * Draws by turns from each kind, in an order of its own; the first one drawn comes again at the end, as what was
     * answered once has to be answered again.
     *
     * @param kind what must not be left out
     * @param count of different ones, at most
     */
    static List<ReferenceAnswer> draw(
            List<ReferenceAnswer> all, Function<ReferenceAnswer, String> kind, int count, RandomGenerator lot) {
        List<List<ReferenceAnswer>> kinds = shuffledKinds(all, kind, lot);
        List<ReferenceAnswer> drawn = new ArrayList<>();
        Set<String> bodies = new HashSet<>();
        for (int turn = 0; drawn.size() < count && turn < all.size(); turn++) {
            for (List<ReferenceAnswer> some : kinds) {
                if (turn < some.size()
                        && drawn.size() < count
                        && bodies.add(some.get(turn).body().toString())) {
                    drawn.add(some.get(turn));
                }
            }
        }
        Collections.shuffle(drawn, Random.from(lot));
        if (!drawn.isEmpty()) {
            drawn.add(drawn.getFirst());
        }
        return drawn;
    }

    private static List<List<ReferenceAnswer>> shuffledKinds(
            List<ReferenceAnswer> all, Function<ReferenceAnswer, String> kind, RandomGenerator lot) {
        Map<String, List<ReferenceAnswer>> kinds = new LinkedHashMap<>();
        all.forEach(answer -> kinds.computeIfAbsent(kind.apply(answer), name -> new ArrayList<>())
                .add(answer));
        Random order = Random.from(lot);
        kinds.values().forEach(some -> Collections.shuffle(some, order));
        List<List<ReferenceAnswer>> shuffled = new ArrayList<>(kinds.values());
        Collections.shuffle(shuffled, order);
        return shuffled;
    }
}
