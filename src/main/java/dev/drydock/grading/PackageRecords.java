package dev.drydock.grading;

import dev.drydock.engine.LayerFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files by which installed packages, and packages that wait to be installed, are known, wherever they lie. */
final class PackageRecords {

    /** PEP 376's folder of a distribution, or setuptools' older ones; what pip and setuptools carry within them is none. */
    private static final Pattern DISTRIBUTION = Pattern.compile(
            "(?!.*/(?:pip|setuptools|pkg_resources)/_vendor/)(?<folder>/(?:.*/)?[^/]+\\.(?:dist-info|egg-info))(?:/.*)?");

    private static final Pattern CONDA = Pattern.compile(".*/conda-meta/[^/]+\\.json");
    private static final String DPKG_INFO = "/var/lib/dpkg/info/";
    private static final String DPKG_STATUS = "/var/lib/dpkg/status";

    /** Wheels of {@code pip wheel} and {@code pip download}, and what {@code apt-get --download-only} fetches. */
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(?:whl|deb|conda)");

    private PackageRecords() {}

    /** The folder (or file) that describes the Python distribution that a path belongs to. */
    static Optional<String> distribution(String path) {
        Matcher matcher = DISTRIBUTION.matcher(path);
        return matcher.matches() ? Optional.of(matcher.group("folder")) : Optional.empty();
    }

    /**
     * What a layer brings: records and archives that are not there below it. What is there already, with as many bytes,
     * was only given another owner or mode.
     *
     * @param below what the layers that it lies on hold; looked at only where it matters
     * @return their paths
     */
    static List<String> broughtBy(List<LayerFile> layer, Supplier<ImageFiles> below) {
        var before = new Memo<>(below);
        boolean removes = layer.stream()
                .anyMatch(file ->
                        file.kind() == LayerFile.Kind.WHITEOUT && file.path().startsWith(DPKG_INFO));
        return layer.stream()
                .filter(file -> file.kind() == LayerFile.Kind.FILE && isRecord(file.path()))
                // Removing packages changes dpkg's list as well, and brings none.
                .filter(file -> !(removes && file.path().equals(DPKG_STATUS)))
                .filter(file -> !isThere(file, before.get()))
                .map(LayerFile::path)
                .toList();
    }

    private static boolean isThere(LayerFile file, ImageFiles before) {
        return before.at(file.path())
                .filter(there -> there.isFile() && there.file().bytes() == file.bytes())
                .isPresent();
    }

    private static boolean isRecord(String path) {
        return distribution(path).isPresent()
                || path.equals(DPKG_STATUS)
                || path.startsWith(DPKG_INFO)
                || CONDA.matcher(path).matches()
                || ARCHIVE.matcher(path).matches();
    }
}
