package dev.drydock.dockerfile;

import java.util.List;

/**
 * One use of a variable in a text, such as {@code $NAME} or {@code ${NAME:-default}}.
 *
 * @param name without the dollar sign; a digit or a sign where the text uses a shell's own parameters
 * @param guarded whether the text says what happens without a value: {@code :-}, {@code :+}, {@code :?} and the like
 * @param start the index of the dollar sign
 * @param end behind the name or the closing brace
 */
public record VariableUse(String name, boolean guarded, int start, int end) {

    /**
     * Those that Docker substitutes in a text, in order: not what stands in single quotes or is escaped. None where the
     * text cannot be read.
     *
     * @param escape the file's escape character
     */
    public static List<VariableUse> in(String text, char escape) {
        return text.indexOf('$') < 0 ? List.of() : ShellWord.uses(text, escape);
    }
}
