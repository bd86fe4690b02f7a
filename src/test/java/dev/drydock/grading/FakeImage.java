package dev.drydock.grading;

import dev.drydock.engine.Image;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a test states of an image's metadata; all of it is empty otherwise.
 *
 * @param <T> what the statements return
 */
abstract class FakeImage<T> extends FakeService<T> {

    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> labels = new HashMap<>();
    final List<Image.HistoryEntry> history = new ArrayList<>();
    List<String> volumes = List.of();

    /** States a variable of the image. */
    public T environment(String name, String value) {
        environment.put(name, value);
        return self();
    }

    public T label(String name, String value) {
        labels.put(name, value);
        return self();
    }

    public T volumes(String... paths) {
        volumes = List.of(paths);
        return self();
    }

    /** States a step of the image's making that changed no file. */
    public T history(String createdBy) {
        history.add(new Image.HistoryEntry(createdBy, OptionalInt.empty()));
        return self();
    }
}
