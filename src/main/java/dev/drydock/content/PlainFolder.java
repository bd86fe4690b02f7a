package dev.drydock.content;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody's folder with a Dockerfile that belongs to no exercise, in the words in which submissions are observed. */
public final class PlainFolder {

    /** What stands for the exercise where one has to be named. */
    private static final String ID = "folder";

    private static final int START_SECONDS = 30;

    /** What begins a comment, by the ending of the file's name. */
    private static final Map<String, String> COMMENTS = Map.ofEntries(
            Map.entry("py", "# "),
            Map.entry("txt", "# "),
            Map.entry("in", "# "),
            Map.entry("toml", "# "),
            Map.entry("yaml", "# "),
            Map.entry("yml", "# "),
            Map.entry("sh", "# "),
            Map.entry("r", "# "),
            Map.entry("R", "# "),
            Map.entry("jl", "# "),
            Map.entry("js", "// "),
            Map.entry("ts", "// "),
            Map.entry("java", "// "),
            Map.entry("kt", "// "),
            Map.entry("go", "// "),
            Map.entry("rs", "// "),
            Map.entry("c", "// "),
            Map.entry("cc", "// "),
            Map.entry("cpp", "// "),
            Map.entry("cu", "// "),
            Map.entry("h", "// "));

    private PlainFolder() {}

    /**
     * The folder as an exercise of which everything is given.
     *
     * @param folder is the build context
     * @param edits that rebuilds make
     */
    public static Exercise asExercise(Path folder, List<Edit> edits) {
        return new Exercise(folder, folder, settings(List.of(Submission.DOCKERFILE), edits), "", List.of());
    }

    /** Settings where no exercise is at hand to have any. */
    static ExerciseSettings settings(List<String> editable, List<Edit> edits) {
        return new ExerciseSettings(
                1,
                ID,
                1,
                "A folder",
                "A folder with a Dockerfile.",
                List.of(),
                ID,
                editable,
                new ExerciseSettings.Run(Optional.empty(), START_SECONDS, Optional.empty(), Optional.empty()),
                edits,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /**
     * An edit that adds a comment, where it is known how one is written in such a file.
     *
     * @param name of the edit
     * @param file relative to the folder, with forward slashes
     */
    public static Optional<Edit> edit(String name, String file) {
        return comment(file).map(prefix -> Edit.comment(name, file, Optional.of(prefix)));
    }

    private static Optional<String> comment(String file) {
        return Optional.ofNullable(COMMENTS.get(file.substring(file.lastIndexOf('.') + 1)));
    }
}
