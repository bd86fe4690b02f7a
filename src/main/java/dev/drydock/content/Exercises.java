package dev.drydock.content;

import dev.drydock.files.Folders;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The exercises of a content folder. */
public final class Exercises {

    private final SortedMap<String, Exercise> byId;

    private Exercises(SortedMap<String, Exercise> byId) {
        this.byId = byId;
    }

    /**
     * Reads all exercises.
     *
     * @param root the folder that holds {@code exercises/} and {@code graders/}
     * @throws ContentException listing everything that is wrong in any of them
     */
    public static Exercises load(Path root) {
        SortedMap<String, Exercise> byId = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String id : ids(root)) {
            try {
                byId.put(id, new ExerciseLoader(root, id).load());
            } catch (ContentException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return new Exercises(byId);
    }

    /**
     * Reads one exercise, whatever is wrong with the others.
     *
     * @throws UnknownNameException when there is none of this name
     */
    public static Exercise load(Path root, String id) {
        List<String> known = ids(root);
        if (!known.contains(id)) {
            throw new UnknownNameException("exercise", id, known);
        }
        return new ExerciseLoader(root, id).load();
    }

    /** Names of the folders that are exercises, sorted. */
    public static List<String> ids(Path root) {
        Path folder = root.resolve("exercises");
        return Folders.names(folder).stream()
                .filter(name -> Files.exists(folder.resolve(name).resolve(ExerciseLoader.SETTINGS_FILE)))
                .toList();
    }

    /** By id. */
    public List<Exercise> all() {
        return List.copyOf(byId.values());
    }

    /**
     * An exercise by its id.
     *
     * @throws UnknownNameException with the nearest id when there is none of this one
     */
    public Exercise find(String id) {
        Exercise exercise = byId.get(id);
        if (exercise == null) {
            throw new UnknownNameException("exercise", id, byId.keySet());
        }
        return exercise;
    }
}
