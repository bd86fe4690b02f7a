package dev.drydock.content.interactive;

import dev.drydock.content.Names;
import dev.drydock.yaml.Key;
import java.util.List;

/** {@code invalidation.yaml}: Dockerfiles, and which of their steps run again after a change. */
public record Invalidations(
        @Key(value = "Version of this file format.", min = 1, max = 1)
        int schemaVersion,

        @Key(value = "In the order in which they teach.", min = 1)
        List<Timeline> timelines) {

    public Invalidations {
        timelines = List.copyOf(timelines);
    }

    /** A Dockerfile with some changes. */
    public record Timeline(
            @Key(value = "Name of the timeline.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
            String id,

            @Key(value = "What it shows, in one line.", min = 1)
            String title,

            @Key(value = "One of the lesson's examples, below examples/.", min = 1)
            String dockerfile,

            @Key(value = "What may happen between two builds.", min = 1)
            List<Change> changes) {

        public Timeline {
            changes = List.copyOf(changes);
        }
    }

    /** How a file is changed. */
    public enum How {
        /** A comment is added at its end. */
        COMMENT,
        /** Its time of modification becomes now. */
        TOUCH,
        /** Nobody but its owner may read it any more. */
        MODE,
        /** A file is added. */
        ADD,
        /** Nothing happens. */
        NOTHING
    }

    /** Something that happens between two builds, and what comes of it. */
    public record Change(
            @Key(value = "Name of the change.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
            String id,

            @Key(value = "What happens, in one line.", min = 1)
            String title,

            @Key(value = "The file, relative to the context; for add, the new one.", min = 1)
            String file,

            @Key("How it is changed.") How how,

            @Key(value = "Lines of the Dockerfile whose RUN, COPY or ADD runs again.", optional = true)
            List<Integer> reruns,

            @Key(value = "Why.", min = 1) String explanation) {

        public Change {
            reruns = List.copyOf(reruns);
        }
    }
}
