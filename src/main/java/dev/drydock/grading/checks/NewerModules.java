package dev.drydock.grading.checks;

import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Modules of Python packages in the versions that only the moved index has: each is a line longer than in the version before. */
final class NewerModules {

    /** Bytes of that line, or of a line break and the line where the last one had none (bases/recipes/wheels/newer.py). */
    private static final Set<Long> LONGER = Set.of(17L, 18L);

    private static final Pattern MODULE = Pattern.compile(".*\\.py");

    private NewerModules() {}

    /** Modules of an image that are newer in another one, at the same place. */
    static Stream<Entry> between(ImageFiles before, ImageFiles after) {
        return before.matching(MODULE.asMatchPredicate())
                .filter(Entry::isFile)
                .filter(entry -> after.at(entry.path())
                        .filter(other -> other.isFile()
                                && LONGER.contains(
                                        other.file().bytes() - entry.file().bytes()))
                        .isPresent());
    }
}
