package dev.drydock.lint.shell;

import dev.drydock.dockerfile.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Cuts a shell's text into tokens. What does not add up, such as a quote that is not closed, is taken as far as it goes. */
final class Lexer {

    /** Longer ones first. */
    private static final List<String> OPERATORS = List.of("&&", "||", ";;", "|&", ";", "&", "|", "(", ")");

    private static final List<String> REDIRECTIONS =
            List.of("<<<", "<<-", "&>>", "<<", ">>", "&>", ">&", "<&", "<>", ">|", "<", ">");

    private final SourceText text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(SourceText text) {
        this.text = text;
    }

    static List<Token> tokens(SourceText text) {
        var lexer = new Lexer(text);
        while (lexer.position < text.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private void next() {
        char c = at(position);
        if (c == '\n') {
            tokens.add(new Token.Operator("\n", text.slice(position, ++position)));
        } else if (Character.isWhitespace(c)) {
            position++;
        } else if (c == '#') {
            skipComment();
        } else if (c == '\\' && at(position + 1) == '\n') {
            position += 2;
        } else if (!redirection() && !operator()) {
            word();
        }
    }

    private void skipComment() {
        while (position < text.length() && at(position) != '\n') {
            position++;
        }
    }

    /** A number right before the sign is the redirected descriptor. */
    private boolean redirection() {
        int digits = position;
        while (at(digits) >= '0' && at(digits) <= '9') {
            digits++;
        }
        for (String sign : REDIRECTIONS) {
            if (text.startsWith(sign, digits)) {
                boolean substitution = sign.length() == 1 && at(digits + 1) == '(';
                if (substitution) {
                    return false;
                }
                SourceText source = text.slice(position, digits + sign.length());
                tokens.add(new Token.Redirection(sign, source));
                position = digits + sign.length();
                return true;
            }
        }
        return false;
    }

    private boolean operator() {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, position)) {
                tokens.add(new Token.Operator(operator, text.slice(position, position + operator.length())));
                position += operator.length();
                return true;
            }
        }
        return false;
    }

    private void word() {
        var reader = new WordReader(text, position);
        tokens.add(reader.read());
        position = reader.end();
    }
}
