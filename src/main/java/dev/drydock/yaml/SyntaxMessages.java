package dev.drydock.yaml;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** The YAML library's complaints in plain English. */
final class SyntaxMessages {

    /** What the library says, and what an author should read instead. */
    private record Saying(String library, String what, String expected, String mend) {}

    private static final List<Saying> SAYINGS = List.of(
            new Saying(
                    "(TAB)",
                    "a tab is used for indentation",
                    "spaces",
                    "replace the tab by spaces, two for each level"),
            new Saying(
                    "mapping values are not allowed here",
                    "a colon followed by a space stands inside a value, or the line is indented too far",
                    "one \"key: value\" a line",
                    "put quotes around a value that contains \": \", or mend the indentation"),
            new Saying(
                    "could not find expected ':'",
                    "a key has no colon",
                    "\"key: value\"",
                    "write a colon and a space after the key"),
            new Saying(
                    "expected <block end>",
                    "the line does not continue what stands above it",
                    "the same indentation for all keys of a map and all items of a list",
                    "indent it like its neighbours"),
            new Saying(
                    "found unexpected end of stream",
                    "a quotation mark is opened and never closed",
                    "a closing quotation mark",
                    "close it, or put the text in the other kind of quotes"),
            new Saying(
                    "expected ',' or",
                    "a bracket is opened and not closed properly",
                    "values separated by commas and a closing bracket",
                    "close the bracket, or put quotes around a value with special characters"),
            new Saying(
                    "found undefined alias",
                    "an alias (*name) refers to an anchor that does not exist",
                    "an anchor (&name) further up",
                    "put quotes around a text that begins with *"),
            new Saying(
                    "found duplicate anchor",
                    "an anchor (&name) is defined a second time",
                    "each anchor once",
                    "rename one of them"),
            new Saying(
                    "that cannot start any token",
                    "a value begins with a character that YAML reserves (such as @, ` or %)",
                    "a text in quotes",
                    "put quotes around the value"),
            new Saying(
                    "found unknown escape character",
                    "a backslash in double quotes is followed by a character that needs none",
                    "an escape that YAML knows, such as \\n or \\\"",
                    "use single quotes, or write the backslash twice"),
            new Saying(
                    "expected a single document",
                    "a second document begins (---)",
                    "one document a file",
                    "delete the line with --- or move what follows to a file of its own"));

    private SyntaxMessages() {}

    static Problem problem(String file, String text, MarkedYAMLException error) {
        String said = Objects.requireNonNullElse(error.getProblem(), "") + " "
                + Objects.requireNonNullElse(error.getContext(), "");
        int line = line(said, text, error);
        return SAYINGS.stream()
                .filter(saying -> said.contains(saying.library()))
                .findFirst()
                .map(saying -> new Problem(file, OptionalInt.of(line), saying.what(), saying.expected(), saying.mend()))
                .orElseGet(() -> new Problem(
                        file,
                        OptionalInt.of(line),
                        "this is not YAML (" + said.strip() + ")",
                        "YAML",
                        "look at this line and the one above it"));
    }

    static Problem problem(String file, YAMLException error) {
        String said = Objects.requireNonNullElse(error.getMessage(), "");
        if (said.contains("Nesting Depth")) {
            return new Problem(
                    file, OptionalInt.empty(), "it is nested too deeply", "at most 40 levels", "flatten the lists");
        }
        if (said.contains("aliases")) {
            return new Problem(
                    file,
                    OptionalInt.empty(),
                    "aliases (*name) are used more than 50 times",
                    "a file that says what it means",
                    "write out what the aliases stand for");
        }
        if (said.contains("special characters are not allowed")) {
            return new Problem(
                    file,
                    OptionalInt.empty(),
                    "it contains a control character",
                    "printable text",
                    "delete the character, or write it as an escape in double quotes");
        }
        return new Problem(
                file,
                OptionalInt.empty(),
                "this is not YAML (" + said.lines().findFirst().orElse("") + ")",
                "YAML",
                "mend what is named");
    }

    /**
     * Where the author has to look. At the end of the file something was left open: there, it is where it was opened.
     */
    private static int line(String said, String text, MarkedYAMLException error) {
        Mark problem = error.getProblemMark();
        Mark context = error.getContextMark();
        boolean opened = said.contains("end of stream")
                || said.contains("could not find expected ':'")
                || said.contains("<stream end>")
                || said.contains("expected ',' or");
        if (context != null && (problem == null || opened)) {
            return context.getLine() + 1;
        }
        long last = Math.max(1, text.lines().count());
        return problem == null ? 1 : (int) Math.min(problem.getLine() + 1L, last);
    }
}
