package dev.drydock.grading.checks;

import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Distribution;
import dev.drydock.grading.Observations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lists of requirements in the build context name, as pip reads them.
 *
 * @param entries in the order of files and lines
 */
record Requirements(List<Entry> entries) {

    private static final int MOST_BYTES = 1 << 18;
    private static final Pattern LIST = Pattern.compile("(?:.*/)?[^/]*(?:require|constraint)[^/]*\\.(?:txt|in)");
    private static final Pattern LINE = Pattern.compile("\\s*(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\\s*"
            + "(?:\\[[^]]*]\\s*)?(?<version>===?\\s*[A-Za-z0-9.+!_-]+(?![A-Za-z0-9.+!_*-]))?(?<rest>.*)");

    private static final Pattern REMARK = Pattern.compile("\\s#");

    /** What follows the version, before a remark. */
    private static final Pattern MARKER = Pattern.compile("[^#;]*;");

    /**
     * A requirement.
     *
     * @param name as indexes compare it
     * @param version the one that it names; empty where it leaves a choice
     * @param conditional whether it holds in some environments only, by a marker, or in none, as the remark of the line above goes
     *     on with it behind a backslash
     */
    record Entry(String file, int line, String name, Optional<String> version, boolean conditional) {

        boolean pinned() {
            return version.isPresent();
        }

        /** Whether it says which version comes, whatever the environment. */
        boolean holds() {
            return pinned() && !conditional;
        }

        FileLines lines() {
            return new FileLines(file, new Lines(line, line));
        }
    }

    /** Of all lists that enter the build. */
    static Requirements of(Observations seen) {
        var entries = new ArrayList<Entry>();
        seen.contextFiles().entrySet().stream()
                .filter(file -> LIST.matcher(file.getKey()).matches() && file.getValue() <= MOST_BYTES)
                .map(file -> file.getKey())
                .sorted()
                .forEach(file -> seen.contextFile(file).ifPresent(bytes -> entries.addAll(read(file, bytes))));
        return new Requirements(List.copyOf(entries));
    }

    /** Of one list. */
    static List<Entry> read(String file, byte[] content) {
        var entries = new ArrayList<Entry>();
        List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
        boolean remark = false;
        for (int i = 0; i < lines.size(); i++) {
            boolean inRemark = remark;
            remark = goesOn(lines.get(i))
                    && (remark || REMARK.matcher(lines.get(i)).find());
            Matcher matcher = LINE.matcher(lines.get(i));
            if (matcher.matches()) {
                Optional<String> version =
                        Optional.ofNullable(matcher.group("version")).map(written -> written.replaceAll("[=\\s]", ""));
                boolean conditional =
                        inRemark || MARKER.matcher(matcher.group("rest")).lookingAt();
                entries.add(new Entry(file, i + 1, Distribution.normal(matcher.group("name")), version, conditional));
            }
        }
        return entries;
    }

    /** As pip joins lines: one that is nothing but a remark does not go on. */
    private static boolean goesOn(String line) {
        return line.endsWith("\\") && !line.stripLeading().startsWith("#");
    }

    /** The entry that names a distribution, one without a version first. */
    Optional<Entry> named(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .sorted((one, other) -> Boolean.compare(one.pinned(), other.pinned()))
                .findFirst();
    }
}
