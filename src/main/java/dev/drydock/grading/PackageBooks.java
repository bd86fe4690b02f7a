package dev.drydock.grading;

import dev.drydock.engine.LayerFile;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The small files in which Debian's package tools, and what packages run when they are installed, write down what there is
 * on the system. Each step that installs writes them anew. Package lists, downloads and apt's own caches are not among
 * them: these can be left out.
 */
final class PackageBooks {

    private static final Pattern BOOK = Pattern.compile("/var/lib/dpkg/.+"
            + "|/var/lib/apt/extended_states"
            + "|/var/lib/(?:systemd|ucf|pam|shells\\.state|python)(?:/.+)?"
            + "|/var/log/(?:dpkg|alternatives|bootstrap|apt/[^/]+)\\.log(?:\\.xz)?"
            + "|/var/cache/(?:debconf/[^/]+\\.dat(?:-old)?|ldconfig/aux-cache|fontconfig/.+)"
            + "|/etc/(?:passwd|group|shadow|gshadow|subuid|subgid)-?"
            + "|/etc/(?:ld\\.so\\.cache|shells|mailcap|mime\\.types)");

    private static final String STATUS = "/var/lib/dpkg/status";

    private final ImageFiles files;
    private final Set<Integer> installing;

    PackageBooks(ImageFiles files) {
        this.files = files;
        this.installing = IntStream.range(0, files.layers().size())
                .filter(index -> files.layers().get(index).stream()
                        .anyMatch(file -> file.kind() == LayerFile.Kind.FILE
                                && file.path().equals(STATUS)))
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Whether the file is a book that a later installation wrote anew, and that is still there. */
    boolean areKeptIn(ImageFiles.Hidden hidden) {
        String path = hidden.entry().path();
        return installing.contains(hidden.by())
                && BOOK.matcher(path).matches()
                && files.layers().get(hidden.by()).stream()
                        .anyMatch(file -> file.kind() == LayerFile.Kind.FILE
                                && file.path().equals(path));
    }
}
