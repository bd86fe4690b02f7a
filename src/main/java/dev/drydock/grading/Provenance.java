package dev.drydock.grading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** The part of a verdict about what graded: enough to judge whether another grading would say the same. */
public record Provenance(
        @Key("Version of Drydock.") String drydock,

        @Key("Digest of the grader.") String grader,

        @Key("Version of the Docker engine in the sandbox; absent when none was asked.")
        Optional<String> engine,

        @Key("The bases that the submission builds on.") List<Base> bases) {

    public Provenance {
        bases = List.copyOf(bases);
    }

    /** A base image. */
    public record Base(
            @Key("Name in the base catalogue.") String ref,

            @Key("Digest of the image that was used, where it has one.")
            Optional<String> digest,

            @Key("Whether it is the upstream image or one that Drydock made in its place.")
            Source source) {}

    /** Where a base came from. */
    public enum Source {
        UPSTREAM,
        @JsonProperty("stand-in")
        STAND_IN
    }
}
