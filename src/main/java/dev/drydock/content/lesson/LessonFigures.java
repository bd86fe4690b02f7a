package dev.drydock.content.lesson;

import dev.drydock.files.NoFollow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds figures by names that strangers may have written. */
public final class LessonFigures {

    private static final Path FOLDER = Path.of("figures");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.(?:svg|png|webp)");

    private LessonFigures() {}

    /**
     * A figure's file.
     *
     * @param name without a folder, such as {@code layers.svg}
     * @return empty unless it is a plain file of the lesson; links are not followed
     */
    public static Optional<Path> figure(Lesson lesson, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Path figure = FOLDER.resolve(name);
        try (InputStream opened = NoFollow.open(lesson.folder(), figure)) {
            return Optional.of(lesson.folder().resolve(figure));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
