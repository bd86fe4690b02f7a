package dev.drydock.text;

import java.util.regex.Pattern;

/**
 * A text that a regular expression may look at only so often. The expression is an instructor's, the text a learner's:
 * together they could keep a matcher busy for ever.
 */
public final class BoundedText implements CharSequence {

    /** Long enough for values worth matching, short enough for the matcher's recursion. */
    public static final int LONGEST = 2_000;

    private static final int MOST_LOOKS = 1_000_000;

    /** For a text of any length: each of its characters may be looked at some times. */
    private static final int LOOKS_A_CHARACTER = 20;

    private final String text;
    private long left;

    private BoundedText(String text, long looks) {
        this.text = text;
        this.left = looks;
    }

    /**
     * Whether the pattern is found in the text, be it as long as a file; it is not where that takes too much work, or
     * more recursion than there is stack.
     */
    public static boolean holds(Pattern pattern, String text) {
        try {
            return pattern.matcher(new BoundedText(text, MOST_LOOKS + (long) LOOKS_A_CHARACTER * text.length()))
                    .find();
        } catch (TooMuchWork | StackOverflowError tooMuch) {
            return false;
        }
    }

    /** Whether the whole text matches; one that is too long or takes too much work does not. */
    public static boolean matches(Pattern pattern, String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        try {
            return pattern.matcher(new BoundedText(text, MOST_LOOKS)).matches();
        } catch (TooMuchWork tooMuch) {
            return false;
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        left--;
        if (left < 0) {
            throw new TooMuchWork();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
