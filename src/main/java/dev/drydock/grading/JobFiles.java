package dev.drydock.grading;

import dev.drydock.engine.LayerFile;
import dev.drydock.engine.PlacedFile;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.jobs.DrawnJob;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of a job as they are put into a container of an image. */
final class JobFiles {

    private JobFiles() {}

    /**
     * By path. Where a path of the image is a link, what it leads to is what is replaced.
     *
     * @param files of the image
     */
    static Map<String, PlacedFile> of(DrawnJob job, ImageFiles files) {
        Map<String, PlacedFile> placed = new HashMap<>();
        job.files().forEach((path, text) -> {
            String place = files.find(path).map(Entry::path).orElse(path);
            placed.put(place, owned(place, text.getBytes(StandardCharsets.UTF_8), files));
        });
        return placed;
    }

    /**
     * Belongs to whom its folder belongs, as it would where an earlier run had left it: in a sticky folder that everybody may
     * write to, Linux opens a file of somebody else's for writing only if it is the folder's owner's (fs.protected_regular).
     */
    private static PlacedFile owned(String path, byte[] content, ImageFiles files) {
        String folder = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        Optional<LayerFile> found = files.find(folder).map(Entry::file);
        return new PlacedFile(
                content,
                found.map(LayerFile::uid).orElse(0),
                found.map(LayerFile::gid).orElse(0));
    }
}
