package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One pattern of a {@code .dockerignore}, by the rules that Docker documents: Go's {@code filepath.Match}, and {@code **}
 * for any number of directories. Two forms are special, as Docker 23 has them: {@code **.log}, which is {@code **} in front of
 * plain text, is any path that ends in it, and {@code data**} any path that begins so. All possibilities are followed at once, so that no pattern takes exponential time.
 */
final class IgnorePattern {

    /** One piece of a pattern; characters that stand for themselves are pieces too. */
    private sealed interface Piece {

        boolean accepts(int character);

        /** Exactly this character. */
        record Literal(int character) implements Piece {
            @Override
            public boolean accepts(int other) {
                return other == character;
            }
        }

        /** {@code ?}: any character but a slash. */
        record AnyCharacter() implements Piece {
            @Override
            public boolean accepts(int character) {
                return character != '/';
            }
        }

        /** {@code *}: any text without a slash. */
        record AnyName() implements Piece {
            @Override
            public boolean accepts(int character) {
                return character != '/';
            }
        }

        /** {@code **} at the end, or before nothing but plain text: any text. */
        record AnyPath() implements Piece {
            @Override
            public boolean accepts(int character) {
                return true;
            }
        }

        /** {@code **} elsewhere: nothing, or any text that ends with a slash. */
        record AnyDirectories() implements Piece {
            @Override
            public boolean accepts(int character) {
                return true;
            }
        }

        /** {@code [a-z]} or {@code [^a-z]}. */
        record CharacterClass(boolean negated, List<int[]> ranges) implements Piece {
            @Override
            public boolean accepts(int character) {
                return negated != ranges.stream().anyMatch(r -> r[0] <= character && character <= r[1]);
            }
        }
    }

    private final Piece[] pieces;

    private IgnorePattern(List<Piece> pieces) {
        this.pieces = pieces.toArray(Piece[]::new);
    }

    static IgnorePattern of(String pattern) {
        return new IgnorePattern(new Reader(pattern.codePoints().toArray()).read());
    }

    /** Whether the pattern matches the path or one of the directories above it. */
    boolean matches(int[] path) {
        boolean[] states = new boolean[pieces.length + 1];
        enter(states, 0);
        for (int character : path) {
            if (character == '/' && states[pieces.length]) {
                return true;
            }
            boolean[] next = new boolean[states.length];
            if (!advance(states, next, character)) {
                return false;
            }
            states = next;
        }
        return states[pieces.length];
    }

    private boolean advance(boolean[] states, boolean[] next, int character) {
        boolean alive = false;
        for (int i = 0; i < pieces.length; i++) {
            if (!states[i] || !pieces[i].accepts(character)) {
                continue;
            }
            alive = true;
            switch (pieces[i]) {
                case Piece.AnyName name -> enter(next, i);
                case Piece.AnyPath anything -> enter(next, i);
                case Piece.AnyDirectories directories -> {
                    // The text may end here only behind a slash.
                    next[i] = true;
                    if (character == '/') {
                        enter(next, i + 1);
                    }
                }
                default -> enter(next, i + 1);
            }
        }
        return alive;
    }

    /** Reaching a piece that may be empty reaches the one after it too. */
    private void enter(boolean[] states, int first) {
        for (int i = first; ; i++) {
            states[i] = true;
            boolean mayBeEmpty = i < pieces.length
                    && (pieces[i] instanceof Piece.AnyName
                            || pieces[i] instanceof Piece.AnyPath
                            || pieces[i] instanceof Piece.AnyDirectories);
            if (!mayBeEmpty) {
                return;
            }
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(pieces);
    }

    /** Cuts a pattern into pieces. */
    private static final class Reader {

        private final int[] text;
        private final List<Piece> pieces = new ArrayList<>();
        private int position;

        Reader(int[] text) {
            this.text = text;
        }

        List<Piece> read() {
            while (position < text.length) {
                int character = text[position++];
                pieces.add(
                        switch (character) {
                            case '*' -> star();
                            case '?' -> new Piece.AnyCharacter();
                            case '[' -> characterClass();
                            case '\\' -> new Piece.Literal(escaped());
                            default -> new Piece.Literal(character);
                        });
            }
            return pieces;
        }

        private Piece star() {
            if (!at('*')) {
                return new Piece.AnyName();
            }
            boolean first = position == 1;
            position++;
            if (at('/')) {
                position++;
            } else if (first && isPlainFrom(position)) {
                return new Piece.AnyPath();
            }
            return position == text.length ? new Piece.AnyPath() : new Piece.AnyDirectories();
        }

        /** Whether all that is left stands for itself. */
        private boolean isPlainFrom(int start) {
            return IntStream.range(start, text.length).noneMatch(i -> "*?[]\\".indexOf(text[i]) >= 0);
        }

        private Piece characterClass() {
            boolean negated = at('^');
            if (negated) {
                position++;
            }
            var ranges = new ArrayList<int[]>();
            while (ranges.isEmpty() || !at(']')) {
                int low = classCharacter();
                int high = low;
                if (at('-')) {
                    position++;
                    high = classCharacter();
                }
                if (high < low) {
                    throw malformed("a range in brackets runs backwards");
                }
                ranges.add(new int[] {low, high});
            }
            position++;
            return new Piece.CharacterClass(negated, ranges);
        }

        private int classCharacter() {
            if (position == text.length) {
                throw malformed("a bracket is not closed");
            }
            if (at('-') || at(']')) {
                throw malformed("a bracket holds a character that must be escaped there");
            }
            int character = text[position++];
            return character == '\\' ? escaped() : character;
        }

        private int escaped() {
            if (position == text.length) {
                throw malformed("it ends in a single backslash");
            }
            return text[position++];
        }

        private boolean at(char character) {
            return position < text.length && text[position] == character;
        }

        private static Mistake malformed(String why) {
            return new Mistake(
                    "The pattern cannot be read: " + why + ".",
                    "Close every [, and put a backslash before a character that stands for itself.");
        }
    }
}
