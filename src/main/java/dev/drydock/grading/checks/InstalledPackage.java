package dev.drydock.grading.checks;

import dev.drydock.grading.Distribution;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
        return Stream.concat(files.find(STATUS).stream(), files.below(STATUS + ".d").stream())
                .filter(Entry::isFile)
                .filter(entry -> !entry.path().endsWith(".md5sums"))
                .limit(MOST_READ)
                .flatMap(entry -> stanzas(new String(content.apply(entry), StandardCharsets.UTF_8)))
                .collect(Collectors.toSet());
    }

    private static Stream<InstalledPackage> stanzas(String status) {
        return Arrays.stream(status.split("\n\n")).flatMap(stanza -> ofStanza(stanza).stream());
    }

    /** What was removed but for its configuration is still listed; lists in parts hold only what is there. */
    private static Optional<InstalledPackage> ofStanza(String stanza) {
        Map<String, String> fields = new HashMap<>();
        stanza.lines()
                .filter(line ->
                        line.startsWith("Package: ") || line.startsWith("Status: ") || line.startsWith("Version: "))
                .forEach(line -> fields.putIfAbsent(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()));
        boolean installed = fields.getOrDefault("Status", "installed").endsWith("installed")
                && !fields.getOrDefault("Status", "").endsWith("not-installed");
        return installed
                ? Optional.ofNullable(fields.get("Package"))
                        .map(name -> new InstalledPackage(System.DEBIAN, name, fields.getOrDefault("Version", "")))
                : Optional.empty();
    }
}
