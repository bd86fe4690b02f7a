package dev.drydock.learning;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.lesson.Lessons;
import dev.drydock.grading.Checks;
import dev.drydock.grading.Grader;
import dev.drydock.grading.GraderFile;
import dev.drydock.yaml.ContentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Lessons and exercises as they are offered: read once, rendered once, and read again when a file changes. Content that is broken
 * does not replace content that was good.
 */
public final class Course {

    private static final Logger LOG = System.getLogger(Course.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final List<String> FOLDERS = List.of("lessons", "exercises", "graders");

    private final Path root;
    private final Checks checks = Checks.installed();
    private final AtomicLong looked = new AtomicLong(System.nanoTime());
    private volatile Edition edition;

    /**
     * @param root the folder that holds {@code lessons/}, {@code exercises/} and {@code graders/}
     */
    public Course(Path root) {
        this.root = root;
        this.edition = read(state());
    }

    /** All content at one moment. */
    private record Edition(
            String state, Lessons lessons, Exercises exercises, Map<String, Grader> graders, Rendered rendered) {}

    private Edition read(String state) {
        Exercises exercises = Exercises.load(root);
        Map<String, Grader> graders = new HashMap<>();
        for (Exercise exercise : exercises.all()) {
            graders.put(exercise.id(), GraderFile.load(root, exercise.settings().grader(), checks));
        }
        return new Edition(state, Lessons.load(root), exercises, graders, new Rendered());
    }

    /** Nobody waits for the look at the files: who asks gets what is there, and the next one what is new. */
    private Edition edition() {
        long last = looked.get();
        long now = System.nanoTime();
        if (now - last >= LOOK_AGAIN.toNanos() && looked.compareAndSet(last, now)) {
            Thread.ofVirtual().name("content").start(this::lookAgain);
        }
        return edition;
    }

    private synchronized void lookAgain() {
        Edition old = edition;
        try {
            String state = state();
            if (!state.equals(old.state())) {
                edition = readOr(old, state);
            }
        } catch (UncheckedIOException changing) {
            LOG.log(Level.DEBUG, "content is being changed; it is looked at again", changing);
        }
    }

    private Edition readOr(Edition old, String state) {
        try {
            return read(state);
        } catch (ContentException broken) {
            LOG.log(Level.ERROR, "changed content is not taken over: " + broken.getMessage());
            return new Edition(state, old.lessons(), old.exercises(), old.graders(), old.rendered());
        }
    }

    /** Names, sizes and times of all files. */
    private String state() {
        var state = new StringBuilder();
        for (String folder : FOLDERS) {
            if (!Files.isDirectory(root.resolve(folder))) {
                continue;
            }
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    state.append(file)
                            .append(Files.size(file))
                            .append(Files.getLastModifiedTime(file))
                            .append('\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return state.toString();
    }

    /** In their order. */
    public List<Lesson> lessons() {
        return edition().lessons().all();
    }

    /**
     * @throws dev.drydock.content.UnknownNameException when there is none of this id
     */
    public Lesson lesson(String id) {
        return edition().lessons().find(id);
    }

    /** A lesson, if it is written. */
    public Optional<Lesson> findLesson(String id) {
        return lessons().stream().filter(lesson -> lesson.id().equals(id)).findFirst();
    }

    /** As HTML. */
    Rendered rendered() {
        return edition().rendered();
    }

    /** By id. */
    public List<Exercise> exercises() {
        return edition().exercises().all();
    }

    /**
     * @throws dev.drydock.content.UnknownNameException when there is none of this id
     */
    public Exercise exercise(String id) {
        return edition().exercises().find(id);
    }

    public Grader grader(Exercise exercise) {
        Grader grader = edition().graders().get(exercise.id());
        return grader != null
                ? grader
                : GraderFile.load(root, exercise.settings().grader(), checks);
    }
}
