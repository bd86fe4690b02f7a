package dev.drydock.worker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is kept of one step's output: its beginning, its end, and the number of bytes in between. Lines are kept whole as far as
 * they are not extremely long. Not safe for use by several threads.
 */
final class LogBudget {

    /** Characters of a line; what is longer is cut. */
    static final int LINE = 2_000;

    private final int most;
    private final int tail;
    private final Deque<String> last = new ArrayDeque<>();
    private final StringBuilder open = new StringBuilder();
    private long cut;
    private int passedOn;
    private int lastChars;
    private long leftOut;

    /**
     * What remains when a step has ended.
     *
     * @param leftOut bytes between what was passed on and the last lines
     * @param lastLines what comes after the gap
     */
    record Rest(long leftOut, String lastLines) {}

    /**
     * @param most characters that are passed on as they come
     * @param tail characters of what comes after that are kept for the end
     */
    LogBudget(int most, int tail) {
        this.most = most;
        this.tail = tail;
    }

    /**
     * Takes a piece of output.
     *
     * @return the lines that it completes and that are passed on now, each with its line break; often empty
     */
    String take(String piece) {
        var now = new StringBuilder();
        int from = 0;
        for (int end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
            extend(piece, from, end);
            endLine(now);
            from = end + 1;
        }
        extend(piece, from, piece.length());
        return now.toString();
    }

    /** Ends the output; what it said last may lack a line break. */
    Rest end() {
        var now = new StringBuilder();
        if (!open.isEmpty()) {
            endLine(now);
        }
        last.forEach(now::append);
        return new Rest(leftOut, now.toString());
    }

    private void extend(String piece, int from, int to) {
        int room = Math.clamp((long) LINE - open.length(), 0, to - from);
        open.append(piece, from, from + room);
        cut += to - from - room;
    }

    private void endLine(StringBuilder now) {
        String line = open + (cut > 0 ? "… (" + cut + " characters more in this line)" : "") + "\n";
        open.setLength(0);
        cut = 0;
        // Once something was left out, everything that follows belongs after the gap.
        if (last.isEmpty() && leftOut == 0 && passedOn + line.length() <= most) {
            passedOn += line.length();
            now.append(line);
            return;
        }
        last.addLast(line);
        lastChars += line.length();
        while (lastChars > tail) {
            String oldest = last.removeFirst();
            lastChars -= oldest.length();
            leftOut += oldest.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** Characters that were passed on. */
    int passedOn() {
        return passedOn;
    }
}
