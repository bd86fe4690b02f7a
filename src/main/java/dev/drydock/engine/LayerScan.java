package dev.drydock.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells by their content what files in the layers of an image are. */
final class LayerScan {

    /** Enough for some gigabytes that are read for the first time, on a machine with other work. */
    private static final Duration LIMIT = Duration.ofSeconds(180);

    private static final LayerScript SCRIPT = LayerScript.load("recognise.pl");
    private static final int FIELDS = 4;

    private final SandboxShell shell;
    private final Images images;

    LayerScan(SandboxShell shell, Images images) {
        this.shell = shell;
        this.images = images;
    }

    List<RecognisedFile> from(Image image, int fromLayer) {
        List<String> directories =
                images.directories(image).subList(fromLayer, image.layers().size());
        return directories.isEmpty() ? List.of() : parse(SCRIPT.run(shell, directories, new byte[0], LIMIT), fromLayer);
    }

    static List<RecognisedFile> parse(List<String> fields, int fromLayer) {
        if (fields.size() % FIELDS != 0) {
            throw new EngineException("What files are was told incompletely");
        }
        List<RecognisedFile> files = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += FIELDS) {
            files.add(new RecognisedFile(
                    fromLayer + Integer.parseInt(fields.get(i)),
                    "/" + fields.get(i + 1),
                    Nature.valueOf(fields.get(i + 2)),
                    fields.get(i + 3)));
        }
        return List.copyOf(files);
    }
}
