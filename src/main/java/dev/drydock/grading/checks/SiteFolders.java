package dev.drydock.grading.checks;

import dev.drydock.grading.Distribution;
import dev.drydock.grading.ImageFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folders that Python distributions are installed into, each with what is in it.
 *
 * @param folders such as {@code /usr/local/lib/python3.11/site-packages}
 */
record SiteFolders(Map<String, Set<Distribution>> folders) {

    static SiteFolders of(ImageFiles files) {
        return new SiteFolders(InstalledPackage.distributions(files)
                .collect(Collectors.groupingBy(Distribution::folder, Collectors.toSet())));
    }

    /**
     * The folders that hold what a list names, where the programs that need it look: more of it than any other folder
     * holds, or as much.
     *
     * @param names of distributions, as indexes compare them
     */
    List<String> of(Set<String> names) {
        long most = folders.keySet().stream()
                .mapToLong(folder -> held(folder, names))
                .max()
                .orElse(0);
        return folders.keySet().stream()
                .filter(folder -> most > 0 && held(folder, names) == most)
                .sorted()
                .toList();
    }

    private long held(String folder, Set<String> names) {
        return folders.getOrDefault(folder, Set.of()).stream()
                .map(Distribution::name)
                .filter(names::contains)
                .distinct()
                .count();
    }

    /** Whether a folder has exactly what a requirement with a version asks for. */
    boolean has(String folder, WantedPackage wanted) {
        return folders.getOrDefault(folder, Set.of()).stream()
                .map(InstalledPackage::of)
                .anyMatch(wanted::isMetBy);
    }

    /** Folders that have it. */
    List<String> having(WantedPackage wanted) {
        return folders.keySet().stream()
                .filter(folder -> has(folder, wanted))
                .sorted()
                .toList();
    }
}
