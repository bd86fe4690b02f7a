package dev.drydock.content.lesson;

import dev.drydock.content.Names;
import dev.drydock.yaml.Key;
import java.util.List;

/** What stands above the text in {@code lesson.md}. */
public record LessonSettings(
        @Key(value = "Version of this file format.", min = 1, max = 1)
        int schemaVersion,

        @Key(value = "Title for learners.", min = 1, max = 80)
        String title,

        @Key(value = "What it is about, in one or two sentences.", min = 1, max = 400)
        String summary,

        @Key(value = "What a learner can do afterwards.", min = 1)
        List<String> goals,

        @Key(
                value = "Folders under exercises/ where it is practised.",
                pattern = Names.ID,
                patternMeans = Names.ID_MEANS,
                optional = true)
        List<String> exercises,

        @Key("What it rests on, for reading on.") List<Source> sources) {

    /** Something that a lesson rests on. */
    public record Source(
            @Key(value = "What it is called.", min = 1) String title,

            @Key(
                    value = "Where it is.",
                    pattern = "https://[^\\s\"<>\\\\]+",
                    patternMeans = "an address that begins with https://")
            String url) {}

    public LessonSettings {
        goals = List.copyOf(goals);
        exercises = List.copyOf(exercises);
        sources = List.copyOf(sources);
    }
}
