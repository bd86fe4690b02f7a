package dev.drydock.grading.checks;

import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what patterns name in an image. A path without stars is followed through links, as programs do. */
final class FoundFiles {

    private FoundFiles() {}

    /** What the pattern names in the final file system. */
    static List<Entry> named(ImageFiles files, PathPattern pattern) {
        return pattern.isPlain()
                ? files.find(pattern.toString()).stream().toList()
                : files.matching(pattern::matches).toList();
    }

    /**
     * Everything but directories that the pattern names or that lies in a directory it names: an empty directory takes no
     * room and hides nothing.
     */
    static List<Entry> contentOf(ImageFiles files, PathPattern pattern) {
        Stream<Entry> covered = files.matching(pattern::covers);
        Optional<Entry> target = pattern.isPlain() ? files.find(pattern.toString()) : Optional.empty();
        Stream<Entry> followed =
                target.stream().flatMap(entry -> Stream.concat(Stream.of(entry), files.below(entry.path()).stream()));
        return Stream.concat(covered, followed)
                .filter(entry -> !isDirectory(entry.file().kind()))
                .distinct()
                .toList();
    }

    static boolean isDirectory(Kind kind) {
        return kind == Kind.DIRECTORY || kind == Kind.OPAQUE_DIRECTORY;
    }

    /** Patterns as an author wrote them. */
    static List<PathPattern> patterns(List<String> written) {
        return written.stream().map(PathPattern::of).toList();
    }
}
