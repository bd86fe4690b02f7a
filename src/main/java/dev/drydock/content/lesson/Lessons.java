package dev.drydock.content.lesson;

import dev.drydock.content.UnknownNameException;
import dev.drydock.files.Folders;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lessons of a content folder. */
public final class Lessons {

    static final String FOLDER = "lessons";

    private final SortedMap<String, Lesson> byId;

    private Lessons(SortedMap<String, Lesson> byId) {
        this.byId = byId;
    }

    /**
     * Reads all lessons.
     *
     * @param root the folder that holds {@code lessons/}, which may be missing, and {@code exercises/}
     * @throws ContentException listing everything that is wrong in any of them
     */
    public static Lessons load(Path root) {
        SortedMap<String, Lesson> byId = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String id : ids(root)) {
            try {
                byId.put(id, new LessonLoader(root, id).load());
            } catch (ContentException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return new Lessons(byId);
    }

    /**
     * Reads one lesson, whatever is wrong with the others.
     *
     * @throws UnknownNameException when there is none of this name
     */
    public static Lesson load(Path root, String id) {
        List<String> known = ids(root);
        if (!known.contains(id)) {
            throw new UnknownNameException("lesson", id, known);
        }
        return new LessonLoader(root, id).load();
    }

    /** Names of the folders that are lessons, sorted. */
    private static List<String> ids(Path root) {
        Path folder = root.resolve(FOLDER);
        return Folders.names(folder).stream()
                .filter(name -> Files.exists(folder.resolve(name).resolve(LessonLoader.TEXT_FILE)))
                .toList();
    }

    /** By id. */
    public List<Lesson> all() {
        return List.copyOf(byId.values());
    }

    /**
     * A lesson by its id.
     *
     * @throws UnknownNameException with the nearest id when there is none of this one
     */
    public Lesson find(String id) {
        Lesson lesson = byId.get(id);
        if (lesson == null) {
            throw new UnknownNameException("lesson", id, byId.keySet());
        }
        return lesson;
    }
}
