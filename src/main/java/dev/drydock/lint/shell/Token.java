package dev.drydock.lint.shell;

import dev.drydock.dockerfile.SourceText;
import java.util.List;

/** What a shell's text is made of. */
sealed interface Token {

    SourceText source();

    /**
     * A word.
     *
     * @param nested the texts of command substitutions in it
     */
    record Text(ShellWord word, List<SourceText> nested) implements Token {
        @Override
        public SourceText source() {
            return word.source();
        }
    }

    /** A control operator or a new line; {@code text} is one of the operators, or a line feed. */
    record Operator(String text, SourceText source) implements Token {}

    /** A redirection without what it redirects to, which is the next word. */
    record Redirection(String text, SourceText source) implements Token {}
}
