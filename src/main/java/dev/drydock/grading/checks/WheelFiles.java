package dev.drydock.grading.checks;

import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files that wheels brought, by the list that each leaves of them when it is installed (RECORD, in its {@code dist-info}).
 *
 * @param bytes their sizes, by path
 */
record WheelFiles(Map<String, Long> bytes) {

    private static final String LIST = "/RECORD";
    private static final Pattern LISTS = Pattern.compile(".*/[^/]+\\.dist-info" + LIST);

    /** Path, sum and size; a path with a comma in it stands in quotes, and is left aside. */
    private static final Pattern LINE = Pattern.compile("(?m)^(?<path>[^,\"\\n]+),[^,\\n]*,(?<bytes>[0-9]{1,15})\\r?$");

    WheelFiles {
        bytes = Map.copyOf(bytes);
    }

    static WheelFiles of(Observations seen) {
        return new WheelFiles(seen.files()
                .matching(LISTS.asMatchPredicate())
                .filter(Entry::isFile)
                .flatMap(list -> listed(list, seen))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one)));
    }

    private static Stream<Map.Entry<String, Long>> listed(Entry list, Observations seen) {
        // What is listed lies beside the folder that has the list.
        Path folder = Path.of(list.path()).resolve("../..").normalize();
        return LINE.matcher(new String(seen.content(list), StandardCharsets.UTF_8))
                .results()
                .flatMap(line ->
                        path(folder, line).map(path -> Map.entry(path, Long.parseLong(line.group("bytes")))).stream());
    }

    /** Empty for what is no path here: such a file is not told to be a wheel's. */
    private static Optional<String> path(Path folder, MatchResult line) {
        try {
            return Optional.of(folder.resolve(line.group("path")).normalize().toString());
        } catch (InvalidPathException unusual) {
            return Optional.empty();
        }
    }

    /** Whether a file is one of them, as large as it was. */
    boolean have(Entry file) {
        return Objects.equals(bytes.get(file.path()), file.file().bytes());
    }
}
