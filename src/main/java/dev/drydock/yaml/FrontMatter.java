package dev.drydock.yaml;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A Markdown file that begins with settings in YAML, between two lines of three dashes.
 *
 * @param settings with the lines that they have in the file
 * @param body what comes after them
 * @param bodyLine the line that the body begins at, counted from 1
 */
public record FrontMatter(YamlFile settings, String body, int bodyLine) {

    private static final String FENCE = "---";
    private static final int MAX_KIBIBYTES = 256;

    /**
     * Reads a file.
     *
     * @param name how messages call it, such as its path relative to the content's root
     * @throws ContentException when it is missing or too large, has no settings, or those are not YAML
     */
    public static FrontMatter read(Path file, String name) {
        return parse(new TextFile(file, name).read("a Markdown file", MAX_KIBIBYTES), name);
    }

    /** Reads a text. */
    public static FrontMatter parse(String text, String name) {
        int start = nextLine(text, 0);
        if (!isFence(text, 0, start)) {
            throw problem(name, "it does not begin with settings", "a line \"---\" above them", "write it as line 1");
        }
        int line = start;
        int number = 2;
        while (line < text.length()) {
            int next = nextLine(text, line);
            if (isFence(text, line, next)) {
                // The first fence stays, so that lines are counted as the file counts them; to YAML it begins a
                // document.
                return new FrontMatter(settings(text.substring(0, line), name), text.substring(next), number + 1);
            }
            line = next;
            number++;
        }
        throw problem(name, "the settings that begin here have no end", "a line \"---\" below them", "write it");
    }

    private static YamlFile settings(String yaml, String name) {
        YamlFile settings = YamlFile.parse(yaml, name);
        if (settings.tree().isNull()) {
            throw problem(name, "the settings that begin here are empty", "keys and values", "write them");
        }
        return settings;
    }

    private static int nextLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private static boolean isFence(String text, int from, int to) {
        return text.substring(from, to).stripTrailing().equals(FENCE);
    }

    private static ContentException problem(String name, String what, String expected, String mend) {
        return new ContentException(new Problem(name, OptionalInt.of(1), what, expected, mend));
    }
}
