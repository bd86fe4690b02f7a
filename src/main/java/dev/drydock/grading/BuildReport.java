package dev.drydock.grading;

import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** The part of a verdict about the first build. */
public record BuildReport(
        @Key(value = "Uncompressed bytes of all layers; absent when it did not build.", min = 0)
        Optional<Long> imageBytes,

        @Key(value = "Bytes of the files that were sent to the build.", min = 0)
        long contextBytes,

        @Key("The image's layers, lowest first; none when it did not build.")
        List<Layer> layers,

        @Key("The steps in the order of the Dockerfile; of a rebuild those that were begun.")
        List<Step> steps) {

    public BuildReport {
        layers = List.copyOf(layers);
        steps = List.copyOf(steps);
    }

    /** A layer. */
    public record Layer(
            @Key("Digest of the uncompressed layer.") String digest,

            @Key(value = "Uncompressed bytes.", min = 0) long bytes,

            @Key("Whether it belongs to the base image, or is what Drydock adds to every base.")
            boolean base,

            @Key("What made it, as the image's history says.")
            String createdBy,

            @Key(value = "Line of the Dockerfile that made it, as far as it can be told.", min = 1)
            Optional<Integer> line) {}

    /** A step of a build. */
    public record Step(
            @Key("Name or number of the stage; empty for a Dockerfile with a single one.")
            String stage,

            @Key("The instruction, with variables replaced.")
            String instruction,

            @Key(value = "Line of the Dockerfile; absent for steps that come from the base.", min = 1)
            Optional<Integer> line,

            @Key("Whether its result came from the build cache.")
            boolean cached,

            @Key(value = "How long it ran.", min = 0) long millis,

            @Key(
                    "Why it did not run although nothing could come from the cache, as in a first build; absent where it ran.")
            Optional<NotRun> notRun,

            @Key(value = "Line of the step that made its result, where that is known.", min = 1)
            Optional<Integer> sameAs) {}

    /** Why a step did not run, although nothing could come from the cache. */
    public enum NotRun {
        /** Another step of the same build made the same. */
        SAME_AS_ANOTHER,
        /** The build ended before its turn. */
        NOT_REACHED;

        /**
         * For the place where a time would stand.
         *
         * @param line of the step that made the same
         */
        public String inWords(Optional<Integer> line) {
            return switch (this) {
                case SAME_AS_ANOTHER -> line.map(number -> "as line " + number).orElse("as another");
                case NOT_REACHED -> "not run";
            };
        }
    }
}
