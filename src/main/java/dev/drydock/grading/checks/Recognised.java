package dev.drydock.grading.checks;

import dev.drydock.engine.FileInLayer;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.Nature;
import dev.drydock.engine.RecognisedFile;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Files that were recognised by their content, as entries of the layers that hold them. */
final class Recognised {

    private Recognised() {}

    /**
     * Those of layers above the base, deleted ones included.
     *
     * @return for each the first thing that it was recognised as, in the order of the layers
     */
    static Map<Entry, RecognisedFile> above(Observations seen, Predicate<RecognisedFile> wanted) {
        List<RecognisedFile> recognised = seen.recognised().stream()
                .filter(file -> file.layer() >= seen.baseLayers())
                .filter(wanted)
                .toList();
        return entries(seen.files(), recognised);
    }

    /**
     * Those that are there in the end.
     *
     * @param files of the image, or of its lower layers
     */
    static Map<Entry, RecognisedFile> left(Observations seen, ImageFiles files, Nature nature) {
        List<RecognisedFile> recognised = seen.recognised().stream()
                .filter(file -> file.nature() == nature)
                .filter(file -> files.at(file.path())
                        .filter(entry -> entry.layer() == file.layer())
                        .isPresent())
                .toList();
        return entries(files, recognised);
    }

    private static Map<Entry, RecognisedFile> entries(ImageFiles files, Collection<RecognisedFile> recognised) {
        Map<FileInLayer, RecognisedFile> byPlace = new HashMap<>();
        recognised.forEach(file -> byPlace.putIfAbsent(new FileInLayer(file.layer(), file.path()), file));
        Map<Entry, RecognisedFile> entries = new LinkedHashMap<>();
        for (int layer = 0; layer < files.layers().size(); layer++) {
            for (LayerFile file : files.layers().get(layer)) {
                var place = new FileInLayer(layer, file.path());
                if (byPlace.containsKey(place)) {
                    entries.put(new Entry(file, layer), Objects.requireNonNull(byPlace.get(place)));
                }
            }
        }
        return entries;
    }
}
