package dev.drydock.grading.checks;

import dev.drydock.engine.Image;
import dev.drydock.engine.Nature;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.Observations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds compilers and other programs that only a build needs: by their names where a shell would find them, and by their
 * content wherever they lie.
 */
final class BuildTools {

    /** Folders that are looked at whatever the image's PATH is, so that a shorter one hides nothing. */
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
            + ":/usr/local/cuda/bin:/usr/local/go/bin:/usr/local/cargo/bin:/opt/conda/bin";

    /** With the prefix that a cross compiler has and the version that Debian appends. */
    private static final Pattern TOOLS = Pattern.compile("(?:[a-z0-9_]+(?:-[a-z0-9_]+)?-linux-(?:gnu|musl)[a-z]*-)?"
            + "(?:gcc|g\\+\\+|c\\+\\+|cc|cpp|clang|clang\\+\\+|gfortran|ld|as|nvcc|rustc|cargo|go|make|cmake|ninja|bazel)"
            + "(?:-[0-9][0-9.]*)?");

    /** Not multiverse/devel: NVIDIA files the libraries that run programs there. What a base brings is its maker's choice. */
    private static final Set<String> SECTIONS = Set.of("devel", "contrib/devel", "universe/devel");

    /** Data, as of distro-info-data, is no tool. */
    private static final Pattern PROGRAM = Pattern.compile("(?m)^(?:/usr)?/s?bin/.");

    private static final String BOOKS = "/var/lib/dpkg/info";

    /** What dpkg keeps of an installed package that brings such a program. */
    private static final Pattern PACKAGES = Pattern.compile(BOOKS
            + "/(?:gcc|g\\+\\+|cpp|gfortran|clang|tcc|golang|golang-go|rustc|cargo|make|cmake|ninja-build|binutils|nasm)"
            + "(?:-[0-9][0-9.]*)?(?:-x86-64-linux-gnu|-aarch64-linux-gnu)?(?::[a-z0-9]+)?\\.list");

    private static final int EXECUTABLE = 0111;

    private BuildTools() {}

    /**
     * Those that are there in the end; where there is none, what Debian's package system says of such packages: there are more of
     * them than anybody has names for.
     *
     * @param files of the image, or of its lower layers
     * @param more names besides the usual ones
     */
    static List<ImageFiles.Entry> in(Observations seen, ImageFiles files, Collection<String> more) {
        List<ImageFiles.Entry> tools = Stream.concat(
                        named(files, seen.image(), more).stream(),
                        Recognised.left(seen, files, Nature.BUILD_TOOL).keySet().stream())
                .distinct()
                .toList();
        return tools.isEmpty() ? installed(seen, files) : tools;
    }

    /** Lists of the files of packages that are such tools, by their names or by the section that Debian files them under. */
    private static List<ImageFiles.Entry> installed(Observations seen, ImageFiles files) {
        Set<String> filed = InstalledPackage.debianOf(SECTIONS, files, seen::content);
        return files.below(BOOKS).stream()
                .filter(entry -> PACKAGES.matcher(entry.path()).matches()
                        || (entry.layer() >= seen.baseLayers()
                                && isOf(filed, entry.path().substring(BOOKS.length() + 1))
                                && PROGRAM.matcher(new String(seen.content(entry), StandardCharsets.UTF_8))
                                        .find()))
                .toList();
    }

    private static boolean isOf(Set<String> packages, String list) {
        return list.endsWith(".list") && packages.contains(list.replaceFirst("(?::[a-z0-9]+)?\\.list$", ""));
    }

    /** Those that can be started, by path. */
    private static List<ImageFiles.Entry> named(ImageFiles files, Image image, Collection<String> more) {
        Set<String> names = Set.copyOf(more);
        String path = image.config().environment().getOrDefault("PATH", "") + ":" + USUAL_PATH;
        return Arrays.stream(path.split(":"))
                .flatMap(folder -> files.find(folder).stream())
                .distinct()
                .flatMap(folder -> files.below(folder.path()).stream()
                        .filter(entry -> isToolIn(folder.path(), entry, names) && canBeStarted(files, entry)))
                .toList();
    }

    private static boolean isToolIn(String folder, ImageFiles.Entry entry, Set<String> named) {
        String name = entry.path().substring(folder.length() + 1);
        return named.contains(name) || TOOLS.matcher(name).matches();
    }

    private static boolean canBeStarted(ImageFiles files, ImageFiles.Entry entry) {
        return files.find(entry.path())
                .filter(found -> found.isFile() && (found.file().mode() & EXECUTABLE) != 0)
                .isPresent();
    }
}
