package dev.drydock.content.interactive;

import dev.drydock.content.Names;
import dev.drydock.content.lesson.LessonSettings.Source;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Map;

/** {@code strategies.yaml}: ways in which a model reaches a service, and what each is good at. */
public record Strategies(
        @Key(value = "Version of this file format.", min = 1, max = 1)
        int schemaVersion,

        @Key(value = "What it rests on.", min = 1) List<Source> sources,

        @Key(value = "Models and how large they are.", min = 1)
        List<Model> models,

        @Key(value = "What a choice depends on.", min = 1) List<Criterion> criteria,
        @Key(value = "What can be chosen.", min = 1) List<Strategy> strategies) {

    public Strategies {
        sources = List.copyOf(sources);
        models = List.copyOf(models);
        criteria = List.copyOf(criteria);
        strategies = List.copyOf(strategies);
    }

    /** How many bytes a parameter takes. */
    public enum Precision {
        FP32,
        FP16
    }

    /** A model, to give an idea of sizes. */
    public record Model(
            @Key(value = "As its makers call it.", min = 1) String name,

            @Key(value = "How many parameters it has, such as 124 M.", min = 1)
            String parameters,

            @Key("How they are stored.") Precision precision,

            @Key(value = "Size of its files.", min = 1) long bytes,

            @Key("Whether the size is an illustration rather than a fact.")
            boolean illustrative) {}

    /** Something that a choice depends on. */
    public record Criterion(
            @Key(value = "Name of the criterion.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
            String id,

            @Key(value = "In a few words.", min = 1) String title,
            @Key(value = "What to ask.", min = 1) String question,
            @Key(value = "Why it matters.", min = 1) String explanation) {}

    /** How well a strategy meets a criterion. */
    public enum Rating {
        GOOD,
        FAIR,
        POOR
    }

    /** A way in which a model reaches a service. */
    public record Strategy(
            @Key(value = "Name of the strategy.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
            String id,

            @Key(value = "In a few words.", min = 1) String title,

            @Key(value = "How it works, in one sentence.", min = 1)
            String how,

            @Key(value = "What it is right for.", min = 1) List<String> fits,
            @Key(value = "What to look out for.", min = 1) List<String> watch,
            @Key("By criterion.") Map<String, Rating> ratings) {

        public Strategy {
            fits = List.copyOf(fits);
            watch = List.copyOf(watch);
            ratings = Map.copyOf(ratings);
        }
    }
}
