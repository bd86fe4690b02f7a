package dev.drydock.grading;

import dev.drydock.content.Edit;
import dev.drydock.dockerfile.FileLines;
import dev.drydock.engine.Engine;
import dev.drydock.engine.FoundFile;
import dev.drydock.engine.Image;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an edit arrived: files of the image before and after it are compared byte by byte with the file of the context.
 *
 * @param arrived whether a file of the rebuilt image is the edited one
 * @param stale files of the image that were the context's file before the edit and still are what it was, each with the
 *     index of its layer
 * @param missing a file that the edit added to the context, and that the rebuilt image does not have
 */
public record Arrival(boolean arrived, Map<String, Integer> stale, Optional<Missing> missing) {

    /**
     * A file that did not arrive.
     *
     * @param path relative to the context
     * @param ignoredBy the line of the ignore file that keeps it out; empty where no instruction copies it
     */
    public record Missing(String path, Optional<FileLines> ignoredBy) {}

    /** Files with fewer bytes are alike by chance: there are many empty ones. */
    private static final int SMALLEST_KNOWN = 64;

    public Arrival {
        stale = Map.copyOf(stale);
    }

    Arrival without(Missing file) {
        return new Arrival(arrived, stale, Optional.of(file));
    }

    /**
     * Of an image.
     *
     * @param files of an image, for what its programs see
     */
    record Side(Image image, ImageFiles files, byte[] content) {

        /** Paths that programs find and that hold the content, with their layers. */
        private Map<String, Integer> holding(Engine engine, int baseLayers, byte[] searched) {
            return engine.filesEqualTo(image, baseLayers, searched).stream()
                    .filter(found -> isSeen(found))
                    .collect(Collectors.toMap(FoundFile::path, FoundFile::layer));
        }

        private boolean isSeen(FoundFile found) {
            return files.at(found.path())
                    .filter(entry -> entry.layer() == found.layer())
                    .isPresent();
        }
    }

    /**
     * Compares.
     *
     * @param before the first image, and the file of the context
     * @param after the rebuilt image, and the edited file
     * @param nonce in the edited file: where no file of the first image was the context's, as the build changes it, what
     *     the edit brought is searched for
     */
    static Arrival of(Engine engine, int baseLayers, Side before, Side after, String nonce) {
        Map<String, Integer> old = before.holding(engine, baseLayers, before.content());
        Map<String, Integer> edited = after.holding(engine, baseLayers, after.content());
        boolean arrived = !edited.isEmpty() || (old.isEmpty() && isChanged(engine, baseLayers, after, nonce));
        Map<String, Integer> stillOld = before.content().length < SMALLEST_KNOWN
                ? Map.of()
                : after.holding(engine, baseLayers, before.content());
        return new Arrival(
                arrived,
                stillOld.entrySet().stream()
                        .filter(entry -> old.containsKey(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                Optional.empty());
    }

    /**
     * Those of the files that an edit added which programs of the rebuilt image do not find beside the edited one as in the
     * context: a copy that flattens folders leaves them where no program looks. Where the build changes the edited file, any
     * place will do.
     *
     * @param edited path of the edited file in the context
     */
    static Stream<Edit.Added> missing(
            Engine engine, int baseLayers, Side after, String edited, List<Edit.Added> additions) {
        Set<String> besides = additions.isEmpty()
                ? Set.of()
                : after.holding(engine, baseLayers, after.content()).keySet();
        return additions.stream()
                .filter(added -> !lies(
                        after.holding(engine, baseLayers, added.content()).keySet(), besides, edited, added.path()));
    }

    private static boolean lies(Set<String> there, Set<String> besides, String edited, String added) {
        String folder = folder(edited);
        return besides.isEmpty() || !added.startsWith(folder)
                ? !there.isEmpty()
                : besides.stream()
                        .map(path -> folder(path) + added.substring(folder.length()))
                        .anyMatch(there::contains);
    }

    /** With a slash at its end; empty where there is none. */
    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static boolean isChanged(Engine engine, int baseLayers, Side after, String nonce) {
        List<String> found = engine.filesContaining(after.image(), baseLayers, nonce);
        Predicate<String> seen = path -> after.files().at(path).isPresent();
        return found.stream().anyMatch(seen);
    }
}
