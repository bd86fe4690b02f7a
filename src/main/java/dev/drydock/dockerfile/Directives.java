package dev.drydock.dockerfile;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parser directives of a Dockerfile, such as {@code # escape=`}, which only count before anything else.
 *
 * @param escape continues lines and escapes characters: a backslash or a backtick
 * @param syntax which frontend is to read the file; Drydock's builds always use the one built into the engine
 */
public record Directives(char escape, Optional<Syntax> syntax) {

    /** What a file without directives means. */
    public static final Directives NONE = new Directives('\\', Optional.empty());

    /**
     * A {@code # syntax=} directive.
     *
     * @param image the frontend it names, such as {@code docker/dockerfile:1}
     * @param line where it stands, counted from 1
     */
    public record Syntax(String image, int line) {

        private static final Pattern STANDARD = Pattern.compile("(?:docker\\.io/)?docker/dockerfile:1(?:[.@-].*)?");

        /** Whether the frontend is Docker's own, which the one built into the engine stands in for. */
        public boolean isStandard() {
            return STANDARD.matcher(image).matches();
        }
    }

    /**
     * The text of a Dockerfile for an engine that would fetch the frontend it names: without that directive, and with
     * every other line where it was.
     */
    public static String withoutSyntax(String text) {
        return DirectiveReader.withoutSyntax(text);
    }
}
