package dev.drydock;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Slow cases take turns: a number that {@code ./drydock test} draws from the commit's hash chooses some of them, and
 * {@code ./drydock test --all} runs every one. Whole classes take turns by the same number and the tags turn1 to turn3.
 */
public final class CommitTurn {

    private CommitTurn() {}

    /**
     * Those whose turn it is; where nothing was drawn, the first ones.
     *
     * @param shares into how many parts they are divided, of which one is chosen; a part is never empty
     */
    public static <T> List<T> of(List<T> all, int shares) {
        if ("true".equals(System.getenv("DRYDOCK_TEST_ALL")) || all.size() <= 1) {
            return List.copyOf(all);
        }
        int parts = Math.min(shares, all.size());
        int turn = drawn() % parts;
        return IntStream.range(0, all.size())
                .filter(i -> i % parts == turn)
                .mapToObj(all::get)
                .toList();
    }

    private static int drawn() {
        return Optional.ofNullable(System.getenv("DRYDOCK_TEST_TURN"))
                .map(Integer::parseInt)
                .orElse(0);
    }
}
