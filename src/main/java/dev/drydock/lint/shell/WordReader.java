package dev.drydock.lint.shell;

import dev.drydock.dockerfile.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Reads one word of a shell's text, over quotes and substitutions. */
final class WordReader {

    private final SourceText text;
    private final int start;
    private final StringBuilder word = new StringBuilder();
    private final List<SourceText> nested = new ArrayList<>();
    private int position;
    private boolean plain = true;

    WordReader(SourceText text, int start) {
        this.text = text;
        this.start = start;
        this.position = start;
    }

    /** Takes at least one character, so that reading always gets on. */
    Token.Text read() {
        do {
            piece();
        } while (position < text.length() && !endsWord(at(position)));
        position = Math.min(position, text.length());
        return new Token.Text(new ShellWord(word.toString(), text.slice(start, position), plain), nested);
    }

    /** Where the word ends. */
    int end() {
        return position;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || ";&|()<>".indexOf(c) >= 0;
    }

    private void piece() {
        switch (at(position)) {
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '\\' -> escaped();
            case '$' -> dollar();
            case '`' -> backticks();
            case '<', '>' -> processSubstitution();
            default -> word.append(at(position++));
        }
    }

    private void singleQuoted() {
        plain = false;
        position++;
        while (position < text.length() && at(position) != '\'') {
            word.append(at(position++));
        }
        position++;
    }

    private void doubleQuoted() {
        plain = false;
        position++;
        while (position < text.length() && at(position) != '"') {
            switch (at(position)) {
                case '\\' -> escaped();
                case '$' -> dollar();
                case '`' -> backticks();
                default -> word.append(at(position++));
            }
        }
        position++;
    }

    private void escaped() {
        plain = false;
        position++;
        if (at(position) != '\n' && position < text.length()) {
            word.append(at(position));
        }
        position++;
    }

    private void dollar() {
        plain = false;
        int begin = position;
        if (at(position + 1) == '(') {
            skipBrackets('(', ')', position + 1);
            // Arithmetic has a second bracket and holds no commands.
            if (at(begin + 2) != '(') {
                nested.add(text.slice(begin + 2, Math.max(begin + 2, inner())));
            }
        } else if (at(position + 1) == '{') {
            skipBrackets('{', '}', position + 1);
        } else {
            position++;
        }
        append(begin);
    }

    private void processSubstitution() {
        int begin = position;
        if (at(position + 1) != '(') {
            word.append(at(position++));
            return;
        }
        plain = false;
        skipBrackets('(', ')', position + 1);
        nested.add(text.slice(begin + 2, Math.max(begin + 2, inner())));
        append(begin);
    }

    private void backticks() {
        plain = false;
        int begin = position++;
        while (position < text.length() && at(position) != '`') {
            position += at(position) == '\\' ? 2 : 1;
        }
        position = Math.min(position + 1, text.length());
        nested.add(text.slice(begin + 1, Math.max(begin + 1, at(position - 1) == '`' ? position - 1 : position)));
        append(begin);
    }

    private void append(int begin) {
        position = Math.min(position, text.length());
        word.append(text.slice(begin, position));
    }

    /** The end of what the brackets hold, which may be missing their end. */
    private int inner() {
        return position <= text.length() && at(position - 1) == ')' ? position - 1 : Math.min(position, text.length());
    }

    /** Goes behind the bracket that closes the one at {@code open}; brackets in quotes do not count. */
    private void skipBrackets(char opening, char closing, int open) {
        int depth = 0;
        char quote = 0;
        for (position = open; position < text.length(); position++) {
            char c = at(position);
            if (c == '\\' && quote != '\'') {
                position++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == opening) {
                depth++;
            } else if (c == closing && --depth == 0) {
                position++;
                return;
            }
        }
    }
}
