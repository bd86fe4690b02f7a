package dev.drydock.content;

import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code exercise.yaml} says. */
public record ExerciseSettings(
        @Key(value = "Version of this file format.", min = 1, max = 1)
        int schemaVersion,

        @Key(value = "Name of the exercise's folder.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
        String id,

        @Key(value = "Raised when the task changes so that old results no longer count.", min = 1)
        int version,

        @Key(value = "Title for learners.", min = 1, max = 80)
        String title,

        @Key(value = "What it is about, in one or two sentences.", min = 1, max = 400)
        String summary,

        @Key(value = "Folders under lessons/ that prepare for it.", optional = true)
        List<String> lessons,

        @Key(value = "Folder under graders/.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
        String grader,

        @Key(
                value = "Files that a submission may hold, relative to the context;"
                        + " a name that ends with / is a folder with all that is in it.",
                min = 1)
        List<String> editable,

        @Key("How the image is started.") Run run,

        @Key(value = "Changes that rebuilds make.", optional = true)
        List<Edit> edits,

        @Key(value = "Requests with drawn values, answered by the reference solution.", optional = true)
        List<Questions> questions,

        @Key(value = "Files exchanged for those that were handed out.", optional = true)
        List<Variant> variants,

        @Key(value = "Work that the image is given to do, where it is no service.", optional = true)
        List<BatchJob> jobs,

        @Key(value = "Hints for the whole task, from gentle to plain.", optional = true)
        List<String> hints) {

    /** How the image is started. */
    public record Run(
            @Key(value = "Port inside the container; left out where the image is no service.", min = 1, max = 65535)
            Optional<Integer> port,

            @Key(value = "Seconds that the service may take to start.", min = 1, max = 300)
            int startSeconds,

            @Key("Name that the brief gives the image, shown to learners.")
            Optional<String> image,

            @Key(
                    value = "What the brief publishes, as docker run -p takes it.",
                    pattern = "[0-9]+:[0-9]+",
                    patternMeans = "two ports with a colon between, such as 5000:5000")
            Optional<String> publish) {

        public Duration startTime() {
            return Duration.ofSeconds(startSeconds);
        }
    }

    public ExerciseSettings {
        lessons = List.copyOf(lessons);
        editable = List.copyOf(editable);
        edits = List.copyOf(edits);
        questions = List.copyOf(questions);
        variants = List.copyOf(variants);
        jobs = List.copyOf(jobs);
        hints = List.copyOf(hints);
    }

    /** Whether a submission may hold the file. */
    public boolean mayEdit(String path) {
        return editable.stream().anyMatch(name -> name.endsWith("/") ? path.startsWith(name) : path.equals(name));
    }
}
