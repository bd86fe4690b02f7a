package dev.drydock.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Searches the layers of an image, in as many pieces as it takes: each has a limit of its own, and goes on where the one
 * before stopped. What is found is handed over piece by piece, so that whoever asked can leave out what does not count, and
 * no number of such finds ends the search.
 */
final class LayerSearch {

    private static final LayerScript SCRIPT = LayerScript.load("search.pl");

    /** After which a piece ends by itself. */
    private static final Duration PIECE = Duration.ofSeconds(20);
    /** A busy machine takes longer to begin, and to unpack once more what leads to where a packed file goes on. */
    private static final Duration PIECE_LIMIT = Duration.ofSeconds(120);
    /** Some ten gigabytes take so long. */
    private static final Duration TOTAL = Duration.ofMinutes(5);

    private static final String NEXT = "next";
    private static final int FIELDS = 3;

    private final SandboxShell shell;
    private final Images images;

    LayerSearch(SandboxShell shell, Images images) {
        this.shell = shell;
        this.images = images;
    }

    /**
     * Where a search goes on.
     *
     * @param file which one, in the order in which the sandbox tells them
     * @param within where in it or in what is packed in it, in the script's own words
     */
    record Place(String file, String within) {

        static final Place FIRST = new Place("0", "0");
    }

    /**
     * Searches.
     *
     * @param except files that are left out
     * @throws EngineException when not all of it could be searched
     */
    void search(
            Image image, int fromLayer, SearchTerms terms, Collection<FileInLayer> except, Consumer<TextMatch> found) {
        List<String> all = images.directories(image);
        List<String> directories = all.subList(fromLayer, image.layers().size());
        byte[] input = input(terms, except.stream().map(file -> all.get(file.layer()) + file.path()));
        long end = System.nanoTime() + TOTAL.toNanos();
        Optional<Place> place = directories.isEmpty() ? Optional.empty() : Optional.of(Place.FIRST);
        while (place.isPresent()) {
            if (System.nanoTime() - end > 0) {
                throw new EngineException("The layers could not be searched within " + TOTAL);
            }
            List<String> arguments = new ArrayList<>(List.of(
                    Long.toString(PIECE.toSeconds()),
                    place.get().file(),
                    place.get().within()));
            arguments.addAll(directories);
            place = read(SCRIPT.run(shell, arguments, input, PIECE_LIMIT), fromLayer, found);
        }
    }

    private static byte[] input(SearchTerms terms, Stream<String> leftOut) {
        var input = new ByteArrayOutputStream();
        Stream.of(Stream.of(terms.expression()), terms.words().stream(), Stream.of(""), leftOut)
                .flatMap(fields -> fields)
                .forEach(field -> input.writeBytes((field + "\0").getBytes(StandardCharsets.UTF_8)));
        return input.toByteArray();
    }

    /** Hands over what a piece found, and returns where the next one begins; empty at the end of all. */
    static Optional<Place> read(List<String> fields, int fromLayer, Consumer<TextMatch> found) {
        int at = 0;
        for (; at + FIELDS < fields.size(); at += FIELDS) {
            found.accept(new TextMatch(
                    fromLayer + Integer.parseInt(fields.get(at)), "/" + fields.get(at + 1), fields.get(at + 2)));
        }
        List<String> last = fields.subList(at, fields.size());
        if (last.size() == FIELDS && last.getFirst().equals(NEXT)) {
            return Optional.of(new Place(last.get(1), last.get(2)));
        }
        if (last.equals(List.of("end"))) {
            return Optional.empty();
        }
        throw new EngineException("The search of the layers broke off");
    }
}
