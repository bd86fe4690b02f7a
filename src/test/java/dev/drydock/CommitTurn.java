package dev.drydock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Slow cases take turns: the commit's hash chooses some of them, and {@code ./drydock test --all} runs every one. Whole
 * classes take turns by the tags turn1 to turn3, which the launcher leaves out.
 */
public final class CommitTurn {

    private CommitTurn() {}

    /**
     * Those whose turn it is.
     *
     * @param shares into how many parts they are divided, of which one is chosen; a part is never empty
     */
    public static <T> List<T> of(List<T> all, int shares) {
        if ("true".equals(System.getenv("DRYDOCK_TEST_ALL")) || all.size() <= 1) {
            return List.copyOf(all);
        }
        int parts = Math.min(shares, all.size());
        int turn = Math.floorMod(commit().hashCode(), parts);
        return IntStream.range(0, all.size())
                .filter(i -> i % parts == turn)
                .mapToObj(all::get)
                .toList();
    }

    /** A checkout without git has its turn with the first. */
    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException noGit) {
            return "";
        }
    }
}
