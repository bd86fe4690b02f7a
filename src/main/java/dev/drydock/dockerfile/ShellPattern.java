package dev.drydock.dockerfile;

import java.util.stream.IntStream;

/**
 * A shell pattern of {@code ${name#pattern}} and its kin: {@code *} stands for any text, {@code ?} for one character.
 * Matched by following all possibilities at once, so that no pattern takes exponential time.
 */
final class ShellPattern {

    private static final int STAR = -1;
    private static final int ANY = -2;

    private final int[] tokens;
    private final Budget budget;

    private ShellPattern(int[] tokens, Budget budget) {
        this.tokens = tokens;
        this.budget = budget;
    }

    static ShellPattern of(String pattern, Budget budget) {
        var tokens = IntStream.builder();
        int[] characters = pattern.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            switch (characters[i]) {
                case '*' -> tokens.add(STAR);
                case '?' -> tokens.add(ANY);
                case '\\' -> tokens.add(escaped(characters, ++i));
                default -> tokens.add(characters[i]);
            }
        }
        return new ShellPattern(tokens.build().toArray(), budget);
    }

    private static int escaped(int[] characters, int index) {
        if (index < characters.length && "*?\\}/".indexOf(characters[index]) >= 0) {
            return characters[index];
        }
        throw new Mistake(
                "A backslash in the pattern of a variable stands before a character that needs none.",
                "Only *, ?, \\, / and } are escaped there.");
    }

    String withoutPrefix(String value, boolean longest) {
        int[] characters = value.codePoints().toArray();
        int end = match(characters, 0, longest);
        return end < 0 ? value : new String(characters, end, characters.length - end);
    }

    String withoutSuffix(String value, boolean longest) {
        int[] backwards = reversed(value.codePoints().toArray());
        int end = new ShellPattern(reversed(tokens), budget).match(backwards, 0, longest);
        return end < 0 ? value : new String(reversed(backwards), 0, backwards.length - end);
    }

    String replace(String value, String replacement, boolean all) {
        int[] characters = value.codePoints().toArray();
        var out = new StringBuilder();
        boolean replaced = false;
        int position = 0;
        while (position <= characters.length) {
            int end = replaced && !all ? -1 : match(characters, position, true);
            if (end >= 0) {
                out.append(replacement);
                budget.spend(replacement.length());
                replaced = true;
            }
            if (end > position) {
                position = end;
            } else if (position < characters.length) {
                out.appendCodePoint(characters[position++]);
            } else {
                break;
            }
        }
        return out.toString();
    }

    /** Where the match that begins at {@code from} ends, or -1. */
    private int match(int[] value, int from, boolean longest) {
        boolean[] states = new boolean[tokens.length + 1];
        enter(states, 0);
        int end = -1;
        for (int position = from; ; position++) {
            if (states[tokens.length]) {
                end = position;
            }
            if (position == value.length || (end >= 0 && !longest)) {
                return end;
            }
            budget.spend(tokens.length + 1L);
            states = advance(states, value[position]);
        }
    }

    private boolean[] advance(boolean[] states, int character) {
        boolean[] next = new boolean[states.length];
        for (int i = 0; i < tokens.length; i++) {
            if (!states[i]) {
                continue;
            }
            if (tokens[i] == STAR) {
                enter(next, i);
            } else if (tokens[i] == ANY || tokens[i] == character) {
                enter(next, i + 1);
            }
        }
        return next;
    }

    private void enter(boolean[] states, int index) {
        states[index] = true;
        if (index < tokens.length && tokens[index] == STAR) {
            enter(states, index + 1);
        }
    }

    private static int[] reversed(int[] values) {
        return IntStream.range(0, values.length)
                .map(i -> values[values.length - 1 - i])
                .toArray();
    }
}
