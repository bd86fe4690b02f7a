package dev.drydock.grading.checks;

import dev.drydock.engine.Image;
import dev.drydock.grading.ImageFiles;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds compilers and other programs that only a build needs, where a shell would find them. */
final class BuildTools {

    /** Folders that are looked at whatever the image's PATH is, so that a shorter one hides nothing. */
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
            + ":/usr/local/cuda/bin:/usr/local/go/bin:/usr/local/cargo/bin:/opt/conda/bin";

    /** With the prefix that a cross compiler has and the version that Debian appends. */
    private static final Pattern TOOLS = Pattern.compile("(?:[a-z0-9_]+(?:-[a-z0-9_]+)?-linux-(?:gnu|musl)[a-z]*-)?"
            + "(?:gcc|g\\+\\+|c\\+\\+|cc|cpp|clang|clang\\+\\+|gfortran|ld|as|nvcc|rustc|cargo|go|make|cmake|ninja|bazel)"
            + "(?:-[0-9][0-9.]*)?");

    private static final int EXECUTABLE = 0111;

    private BuildTools() {}

    /**
     * Those that can be started, by path.
     *
     * @param more names besides the usual ones
     */
    static List<ImageFiles.Entry> in(ImageFiles files, Image image, Collection<String> more) {
        Set<String> named = Set.copyOf(more);
        String path = image.config().environment().getOrDefault("PATH", "") + ":" + USUAL_PATH;
        return Arrays.stream(path.split(":"))
                .flatMap(folder -> files.find(folder).stream())
                .distinct()
                .flatMap(folder -> files.below(folder.path()).stream()
                        .filter(entry -> isToolIn(folder.path(), entry, named) && canBeStarted(files, entry)))
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
