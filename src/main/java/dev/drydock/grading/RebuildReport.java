package dev.drydock.grading;

import dev.drydock.yaml.Key;
import java.util.List;

/** The part of a verdict about the build after an edit. */
public record RebuildReport(
        @Key("Files that were changed before it.") List<String> edited,

        @Key("The steps that were begun, in the order of the Dockerfile.")
        List<BuildReport.Step> steps) {

    public RebuildReport {
        edited = List.copyOf(edited);
        steps = List.copyOf(steps);
    }
}
