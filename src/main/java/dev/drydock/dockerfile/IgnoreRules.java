package dev.drydock.dockerfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A {@code .dockerignore}: which files of a build context stay out of the build. */
public final class IgnoreRules {

    /** Rules that exclude nothing: there is no ignore file. */
    public static final IgnoreRules NONE = new IgnoreRules("", List.of());

    /** Enough for every ignore file that people write, in characters; each rule is tried on each file. */
    static final int LARGEST = 64 << 10;

    private record Rule(IgnorePattern pattern, boolean excludes, int line) {}

    private final String file;
    private final List<Rule> rules;

    private IgnoreRules(String file, List<Rule> rules) {
        this.file = file;
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads the ignore file that counts for a Dockerfile: {@code <Dockerfile>.dockerignore}, or else the context's
     * {@code .dockerignore}.
     *
     * @param dockerfile path of the Dockerfile, relative to the context
     * @param read gives the text of a file of the context, empty where there is none
     * @throws DockerfileException when a pattern cannot be read
     */
    public static IgnoreRules find(String dockerfile, Function<String, Optional<String>> read) {
        for (String file : List.of(dockerfile + ".dockerignore", ".dockerignore")) {
            Optional<String> text = read.apply(file);
            if (text.isPresent()) {
                return parse(file, text.get());
            }
        }
        return NONE;
    }

    /**
     * Reads an ignore file.
     *
     * @throws DockerfileException when a pattern cannot be read
     */
    public static IgnoreRules parse(String file, String text) {
        if (text.length() > LARGEST) {
            throw new DockerfileException(
                    file,
                    1,
                    "The file has " + text.length() + " characters; at most " + LARGEST + " are read.",
                    "Name directories instead of every file in them.");
        }
        var rules = new ArrayList<Rule>();
        var lines = new PhysicalLines(Text.withoutByteOrderMark(text));
        while (lines.hasNext()) {
            String line = lines.next();
            try {
                rule(line, lines.number()).ifPresent(rules::add);
            } catch (Mistake mistake) {
                throw mistake.at(file, lines.number());
            }
        }
        return new IgnoreRules(file, rules);
    }

    /** A comment begins in the first column; blanks around a pattern do not count. */
    private static Optional<Rule> rule(String line, int number) {
        String written = Text.strip(line);
        if (written.isEmpty() || line.startsWith("#")) {
            return Optional.empty();
        }
        boolean excludes = !written.startsWith("!");
        String pattern = excludes ? written : Text.strip(written.substring(1));
        if (pattern.isEmpty()) {
            throw new Mistake(
                    "An exclamation mark stands alone.", "Put the pattern of what is to be kept right behind it.");
        }
        String cleaned = cleaned(pattern);
        return cleaned.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rule(IgnorePattern.of(cleaned), excludes, number));
    }

    /** The shortest path that means the same: without {@code .}, {@code ..}, doubled, leading and trailing slashes. */
    private static String cleaned(String path) {
        boolean rooted = path.startsWith("/");
        var parts = new ArrayDeque<String>();
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!part.equals("..")
                    || (!rooted && (parts.isEmpty() || parts.getLast().equals("..")))) {
                parts.addLast(part);
            } else {
                parts.pollLast();
            }
        }
        return String.join("/", parts);
    }

    /**
     * Whether a source of COPY names a path of the context, or a directory above it.
     *
     * @param source as it is written: a path, or a pattern
     */
    public static boolean isCopiedBy(String source, String path) {
        String cleaned = cleaned(source);
        try {
            return cleaned.isEmpty()
                    || IgnorePattern.of(cleaned).matches(path.codePoints().toArray());
        } catch (Mistake malformed) {
            return false;
        }
    }

    /**
     * Whether the file or directory stays out of the build. The last rule that matches it, or a directory above it,
     * decides.
     *
     * @param path relative to the context, with slashes
     */
    public boolean excludes(String path) {
        return excludedBy(path).isPresent();
    }

    /**
     * The line that keeps a file or directory out of the build: that of the first rule that excludes it and that no later
     * one takes back.
     *
     * @param path relative to the context, with slashes
     * @return empty if it is not kept out
     */
    public Optional<FileLines> excludedBy(String path) {
        int[] characters = cleaned(path).codePoints().toArray();
        Optional<Rule> excluding = Optional.empty();
        for (Rule rule : rules) {
            // A rule that would change nothing need not be matched.
            if (rule.excludes() != excluding.isPresent() && rule.pattern().matches(characters)) {
                excluding = rule.excludes() ? Optional.of(rule) : Optional.empty();
            }
        }
        return excluding.map(rule -> new FileLines(file, new Lines(rule.line(), rule.line())));
    }
}
