package dev.drydock.grading.checks;

import dev.drydock.grading.Distribution;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A package that an image has.
 *
 * @param name of a Python distribution in lower case and with dashes, as indexes compare names
 * @param version empty where it cannot be told
 */
record InstalledPackage(System system, String name, String version) {

    private static final String STATUS = "/var/lib/dpkg/status";

    /** Images without dpkg have a dozen packages; each takes time to read. */
    private static final int MOST_READ = 100;

    private static final String NAME = "Package";
    private static final Pattern FIELD = Pattern.compile("(?:Package|Status|Version|Section): ");

    /** Who keeps the books. */
    enum System {
        PYTHON,
        DEBIAN
    }

    /** Name and version for evidence; untrusted. */
    String shown() {
        return version.isEmpty() ? name : name + " " + version;
    }

    /** Python distributions, told by the folders or files that describe them, wherever they are installed. */
    static Set<InstalledPackage> python(ImageFiles files) {
        return distributions(files).map(InstalledPackage::of).collect(Collectors.toSet());
    }

    /** The same with the folders that they are installed into. */
    static Stream<Distribution> distributions(ImageFiles files) {
        return files.matching(path -> path.endsWith(".dist-info") || path.endsWith(".egg-info"))
                .flatMap(entry -> Distribution.at(entry.path()).stream());
    }

    static InstalledPackage of(Distribution distribution) {
        return new InstalledPackage(System.PYTHON, distribution.name(), distribution.version());
    }

    /**
     * Debian packages, from dpkg's list, or its parts in images without dpkg.
     *
     * @param content of a file
     */
    static Set<InstalledPackage> debian(ImageFiles files, Function<Entry, byte[]> content) {
        return stanzas(files, content)
                .map(fields -> new InstalledPackage(
                        System.DEBIAN, fields.getOrDefault(NAME, ""), fields.getOrDefault("Version", "")))
                .collect(Collectors.toSet());
    }

    /**
     * Names of the Debian packages that lie in one of these sections of the archive, as their maintainers filed them.
     *
     * @param sections such as devel, or universe/devel on Ubuntu
     * @param content of a file
     */
    static Set<String> debianOf(Set<String> sections, ImageFiles files, Function<Entry, byte[]> content) {
        return stanzas(files, content)
                .filter(fields -> sections.contains(fields.getOrDefault("Section", "")))
                .map(fields -> fields.getOrDefault(NAME, ""))
                .collect(Collectors.toSet());
    }

    private static Stream<Map<String, String>> stanzas(ImageFiles files, Function<Entry, byte[]> content) {
        return Stream.concat(files.find(STATUS).stream(), files.below(STATUS + ".d").stream())
                .filter(Entry::isFile)
                .filter(entry -> !entry.path().endsWith(".md5sums"))
                .limit(MOST_READ)
                .flatMap(entry -> Arrays.stream(new String(content.apply(entry), StandardCharsets.UTF_8).split("\n\n")))
                .map(InstalledPackage::fields)
                .filter(InstalledPackage::isInstalled);
    }

    private static Map<String, String> fields(String stanza) {
        Map<String, String> fields = new HashMap<>();
        stanza.lines()
                .filter(line -> FIELD.matcher(line).lookingAt())
                .forEach(line -> fields.putIfAbsent(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()));
        return fields;
    }

    /** What was removed but for its configuration is still listed; lists in parts hold only what is there. */
    private static boolean isInstalled(Map<String, String> fields) {
        String status = fields.getOrDefault("Status", "installed");
        return fields.containsKey(NAME) && status.endsWith("installed") && !status.endsWith("not-installed");
    }
}
