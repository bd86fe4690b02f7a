package dev.drydock.dockerfile;

import java.util.Arrays;

/**
 * Text of a Dockerfile that knows where each of its characters stands in the file, although continuations were joined
 * and comments between them dropped.
 */
public final class SourceText {

    private final Layout layout;
    private final int start;
    private final int end;

    private SourceText(Layout layout, int start, int end) {
        this.layout = layout;
        this.start = start;
        this.end = end;
    }

    /** Text of one line of the file. */
    static SourceText of(String line, int number) {
        return new Builder().add(line, 0, line.length(), number).build();
    }

    public int length() {
        return end - start;
    }

    public boolean isEmpty() {
        return start == end;
    }

    public char charAt(int index) {
        return layout.text().charAt(start + index);
    }

    public boolean startsWith(String prefix, int from) {
        return layout.text().startsWith(prefix, start + from) && start + from + prefix.length() <= end;
    }

    /** The part from one index to another; shares the text. */
    public SourceText slice(int from, int to) {
        if (from < 0 || to < from || to > length()) {
            throw new IndexOutOfBoundsException(from + " to " + to + " of " + length());
        }
        return new SourceText(layout, start + from, start + to);
    }

    /** The part from an index to the end; shares the text. */
    public SourceText slice(int from) {
        return slice(from, length());
    }

    /** From where this begins to where another part of the same text ends. */
    public SourceText upTo(SourceText last) {
        if (layout != last.layout || last.end < start) {
            throw new IllegalArgumentException("the other part does not come later in the same text");
        }
        return new SourceText(layout, start, last.end);
    }

    /** Without white space around it, as BuildKit understands white space. */
    SourceText strip() {
        int from = 0;
        while (from < length() && Text.isSpace(charAt(from))) {
            from++;
        }
        int to = length();
        while (to > from && Text.isSpace(charAt(to - 1))) {
            to--;
        }
        return slice(from, to);
    }

    /** Where it stands in the file. */
    public Span span() {
        Position first = layout.at(start);
        if (isEmpty()) {
            return new Span(first, first);
        }
        // The character before the end: what follows it may stand on another line.
        Position last = layout.at(end - 1);
        return new Span(first, new Position(last.line(), last.column() + 1));
    }

    /** The text itself. */
    @Override
    public String toString() {
        return layout.text().substring(start, end);
    }

    /**
     * A text and where its fragments stand.
     *
     * @param places three numbers for each fragment of a line: its first character's index in the text, line and column
     */
    private record Layout(String text, int[] places) {

        Position at(int index) {
            int low = 0;
            int high = places.length / 3 - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (places[3 * middle] <= index) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return new Position(places[3 * low + 1], places[3 * low + 2] + index - places[3 * low]);
        }
    }

    /** Joins fragments of lines. */
    static final class Builder {

        private final StringBuilder text = new StringBuilder();
        private int[] places = new int[3];
        private int used;

        /** Adds the characters of a line from one index to another. */
        Builder add(String line, int from, int to, int number) {
            if (used + 3 > places.length) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            places[used] = text.length();
            places[used + 1] = number;
            places[used + 2] = from + 1;
            used += 3;
            text.append(line, from, to);
            return this;
        }

        SourceText build() {
            return new SourceText(
                    new Layout(text.toString(), Arrays.copyOf(places, Math.max(used, 3))), 0, text.length());
        }
    }
}
