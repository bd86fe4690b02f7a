package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.ImageFiles.Hidden;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Unobservable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A file of the submission, and what became of it in the image.
 *
 * @param path in the build context
 * @param place where it should be; empty where any place will do
 * @param there what is there in the end; where any place will do, a file that is the same
 * @param elsewhere a file that is the same, at another place or deleted
 */
record GivenFile(
        Observations seen,
        String path,
        byte[] original,
        Optional<String> place,
        Optional<Entry> there,
        Optional<Entry> elsewhere) {

    /** Of files that have the same size; each takes time to read. */
    private static final int MOST_READ = 50;

    static GivenFile of(Observations seen, String path, Optional<String> folder) {
        byte[] original = original(seen, path);
        Optional<String> place = folder.map(parent -> (parent.equals("/") ? "" : parent) + "/" + path);
        if (place.isEmpty()) {
            return new GivenFile(
                    seen,
                    path,
                    original,
                    place,
                    same(seen, path, original, seen.files().all().stream()),
                    Optional.empty());
        }
        Optional<Entry> there = place.flatMap(seen.files()::find).filter(Entry::isFile);
        Stream<Entry> gone = seen.files().hidden().stream().map(Hidden::entry);
        Optional<Entry> elsewhere = there.isPresent()
                ? Optional.empty()
                : same(seen, path, original, Stream.concat(seen.files().all().stream(), gone));
        return new GivenFile(seen, path, original, place, there, elsewhere);
    }

    /** The lowest layer that holds a file of the submission as it was handed in, under whatever name. */
    static Optional<Integer> firstLayer(Observations seen, String path) {
        byte[] original = original(seen, path);
        ImageFiles files = seen.files();
        return IntStream.range(seen.baseLayers(), files.layers().size())
                .boxed()
                .flatMap(layer -> files.layers().get(layer).stream()
                        .filter(file -> file.bytes() == original.length)
                        .map(file -> new Entry(file, layer)))
                .filter(Entry::isFile)
                .limit(MOST_READ)
                .filter(entry -> isSame(seen, entry, original))
                .map(Entry::layer)
                .findFirst();
    }

    private static byte[] original(Observations seen, String path) {
        return seen.contextFile(path).orElseThrow(() -> new Unobservable("the submission has no " + path));
    }

    /** Those that have its name come first. */
    private static Optional<Entry> same(Observations seen, String path, byte[] original, Stream<Entry> entries) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<Entry> asLarge = entries.filter(entry -> entry.isFile() && entry.layer() >= seen.baseLayers())
                .filter(entry -> entry.file().bytes() == original.length)
                .toList();
        return Stream.of(true, false)
                .flatMap(named -> asLarge.stream().filter(entry -> entry.path().endsWith("/" + name) == named))
                .limit(MOST_READ)
                .filter(entry -> isSame(seen, entry, original))
                .findFirst();
    }

    private static boolean isSame(Observations seen, Entry entry, byte[] original) {
        byte[] beginning = Arrays.copyOf(original, Math.min(original.length, Observations.MOST_CONTENT));
        return entry.file().bytes() == original.length && Arrays.equals(seen.content(entry), beginning);
    }

    boolean isRight() {
        return there.filter(entry -> isSame(seen, entry, original)).isPresent();
    }

    /** What became of it, for evidence. */
    String shown() {
        String name = place.orElse(path);
        if (there.isEmpty()) {
            return name + " is missing"
                    + elsewhere
                            .map(entry -> "; the same file is " + where(entry))
                            .orElse("");
        }
        String led = place.filter(wanted -> !there.get().path().equals(wanted))
                .map(wanted -> " (a link leads to " + Printable.of(there.get().path(), 120) + ")")
                .orElse("");
        return isRight()
                ? there.get().path() + led
                : name + led + " is another file of "
                        + Quantity.bytes(there.get().file().bytes());
    }

    private String where(Entry entry) {
        boolean left = seen.files().at(entry.path()).filter(entry::equals).isPresent();
        return Printable.of(entry.path(), 120) + (left ? "" : ", which a later step deleted or replaced");
    }

    String message() {
        if (there.isPresent()) {
            return path + " is in the image, but "
                    + LayerSteps.name(seen, there.get().layer())
                    + " left something else there than was handed in. What others rely on is no longer what runs.";
        }
        String ignored =
                seen.contextFiles().containsKey(path) || seen.contextFiles().isEmpty()
                        ? ""
                        : " It does not even enter the build: .dockerignore leaves it out.";
        return "The image does not have " + place.map(wanted -> wanted + ".").orElse(path + " as it was handed in.")
                + ignored
                + elsewhere
                        .map(entry -> " " + LayerSteps.name(seen, entry.layer()) + " put the same file under "
                                + where(entry) + ".")
                        .orElse("")
                + " Whoever looks for the model's files where they were agreed on does not find them.";
    }

    /** The step that changed or deleted it or put it elsewhere; without one, those that copy. */
    List<Lines> lines() {
        Optional<Integer> deleted = seen.files().hidden().stream()
                .filter(hidden -> place.filter(hidden.entry().path()::equals).isPresent())
                .reduce((first, last) -> last)
                .map(Hidden::by);
        Optional<Integer> layer = there.map(Entry::layer).or(() -> deleted).or(() -> elsewhere.map(Entry::layer));
        return layer.map(index -> LayerSteps.lines(seen, List.of(index)))
                .filter(lines -> !lines.isEmpty())
                .orElseGet(() -> Guilty.linesOf(seen.dockerfile(), "COPY", "ADD"));
    }
}
