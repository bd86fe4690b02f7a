package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one text as BuildKit's shell lexer does: removes quotes and escapes, substitutes variables, finds words.
 * What follows a dollar sign is {@link Expansion}'s.
 */
final class ShellWord {

    static final int END = -1;
    private static final int DEEPEST = 50;

    /**
     * What the reading gave.
     *
     * @param text with everything substituted
     * @param words the text cut at white space that was not quoted
     * @param unset variables that were asked for and are not set
     */
    record Result(String text, List<String> words, Set<String> unset) {}

    /**
     * How to read.
     *
     * @param rawQuotes keep quotes
     * @param rawEscapes keep escape characters
     * @param keepUnset leave {@code $name} as it is where there is no such variable
     */
    record Mode(boolean rawQuotes, boolean rawEscapes, boolean keepUnset) {
        static final Mode VALUE = new Mode(false, false, false);
        static final Mode UNSUBSTITUTED = new Mode(false, false, true);
    }

    final Mode mode;
    final Map<String, String> variables;
    final Budget budget;
    final Set<String> unset = new LinkedHashSet<>();
    final List<VariableUse> uses = new ArrayList<>();
    private final String source;
    private final char escape;
    private int position;
    private boolean rawEscapes;
    private int depth;

    private ShellWord(String source, Map<String, String> variables, char escape, Mode mode, Budget budget) {
        this.source = source;
        this.variables = variables;
        this.escape = escape;
        this.mode = mode;
        this.budget = budget;
        this.rawEscapes = mode.rawEscapes();
    }

    /** Substitutes variables in a value, as FROM, ENV, ADD and others do. */
    static Result substitute(String source, Map<String, String> variables, char escape, Budget budget) {
        return read(source, variables, escape, Mode.VALUE, budget);
    }

    static Result read(String source, Map<String, String> variables, char escape, Mode mode, Budget budget) {
        var word = new ShellWord(source, variables, escape, mode, budget);
        var words = new Collector();
        String text = word.readUntil(END, mode.rawEscapes(), words);
        return new Result(text, words.finish(), word.unset);
    }

    /** The variables in a text, wherever substitution would look for one. */
    static List<VariableUse> uses(String source, char escape) {
        var word = new ShellWord(source, Map.of(), escape, Mode.UNSUBSTITUTED, new Budget());
        try {
            word.readUntil(END, false, new Collector());
        } catch (Mistake unreadable) {
            return List.of();
        }
        word.uses.sort(Comparator.comparingInt(VariableUse::start));
        return List.copyOf(word.uses);
    }

    int position() {
        return position;
    }

    int peek() {
        return position < source.length() ? source.charAt(position) : END;
    }

    int next() {
        return position < source.length() ? source.charAt(position++) : END;
    }

    /** Reads up to and past a character, or to the end. */
    String readUntil(int stop, boolean raw) {
        if (++depth > DEEPEST) {
            throw new Mistake("Variables are nested too deeply.", "Set the value with a plain ARG or ENV first.");
        }
        String text = readUntil(stop, raw, new Collector());
        depth--;
        return text;
    }

    private String readUntil(int stop, boolean raw, Collector words) {
        boolean before = rawEscapes;
        rawEscapes = raw;
        var text = new StringBuilder();
        while (peek() != END && peek() != stop) {
            step(text, words);
        }
        if (next() != stop) {
            throw new Mistake(
                    "A variable's braces are not closed in \"" + Printable.of(source) + "\".",
                    "Write ${NAME} or ${NAME:-default}, with the closing brace.");
        }
        rawEscapes = before;
        return text.toString();
    }

    private void step(StringBuilder text, Collector words) {
        switch (peek()) {
            case '$' -> {
                next();
                String value = Expansion.read(this);
                budget.spend(value.length());
                text.append(value);
                words.add(value);
            }
            case '\'' -> words.addRaw(appended(text, singleQuoted()));
            case '"' -> words.addRaw(appended(text, doubleQuoted()));
            case '<' -> words.addRaw(appended(text, possibleHeredoc()));
            default -> plain(text, words);
        }
    }

    private static String appended(StringBuilder text, String part) {
        text.append(part);
        return part;
    }

    private void plain(StringBuilder text, Collector words) {
        char c = (char) next();
        if (c != escape) {
            text.append(c);
            words.add(c);
            return;
        }
        var raw = new StringBuilder();
        if (rawEscapes) {
            raw.append(c);
        }
        if (peek() != END) {
            raw.append((char) next());
        }
        if (!raw.isEmpty()) {
            words.addRaw(appended(text, raw.toString()));
        }
    }

    /** White space between the two signs and the name belongs to the same word. */
    private String possibleHeredoc() {
        next();
        if (peek() != '<') {
            return "<";
        }
        next();
        var text = new StringBuilder("<<");
        while (Text.isSpace(peek())) {
            text.append((char) next());
        }
        return text.toString();
    }

    private String singleQuoted() {
        var text = quote();
        while (peek() != '\'') {
            text.append((char) inQuote('\''));
        }
        return closed(text);
    }

    private String doubleQuoted() {
        var text = quote();
        while (peek() != '"') {
            int c = inQuote('"');
            if (c == '$') {
                String value = Expansion.read(this);
                budget.spend(value.length());
                text.append(value);
            } else if (c == escape) {
                escapedInQuotes(text);
            } else {
                text.append((char) c);
            }
        }
        return closed(text);
    }

    /** Only a quote, a dollar sign and the escape character are escaped there; elsewhere the escape is a character. */
    private void escapedInQuotes(StringBuilder text) {
        if (rawEscapes) {
            text.append(escape);
        }
        int following = peek();
        if (following == '"' || following == '$' || following == escape) {
            text.append((char) next());
        } else if (following != END) {
            text.append(escape);
        }
    }

    private StringBuilder quote() {
        int quote = next();
        return mode.rawQuotes() ? new StringBuilder().append((char) quote) : new StringBuilder();
    }

    private String closed(StringBuilder text) {
        int quote = next();
        return mode.rawQuotes() ? text.append((char) quote).toString() : text.toString();
    }

    private int inQuote(char quote) {
        int c = next();
        if (c == END) {
            throw new Mistake(
                    "A " + (quote == '"' ? "double" : "single") + " quote is not closed in \"" + Printable.of(source)
                            + "\".",
                    "Close the quote, or put a backslash before it where the quote itself is meant.");
        }
        return c;
    }

    /** Collects words: white space separates them unless it was quoted. */
    private static final class Collector {

        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();

        void add(String text) {
            for (int i = 0; i < text.length(); i++) {
                add(text.charAt(i));
            }
        }

        void add(char c) {
            if (Text.isSpace(c)) {
                finish();
            } else {
                word.append(c);
            }
        }

        void addRaw(String text) {
            word.append(text);
        }

        List<String> finish() {
            if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            return words;
        }
    }
}
