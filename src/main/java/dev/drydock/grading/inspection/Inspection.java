package dev.drydock.grading.inspection;

import dev.drydock.grading.BuildReport;
import dev.drydock.grading.RebuildReport;
import dev.drydock.grading.Verdict.Problem;
import dev.drydock.lint.report.LintEntry;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** What was learnt of a Dockerfile. */
public record Inspection(
        @Key(value = "Version of this format.", min = 1, max = 1)
        int schemaVersion,

        @Key("The folder, as given on the command line.") String folder,

        @Key("Why it was not built, or did not build; absent when it did.")
        Optional<Problem> problem,

        @Key("The build; absent when nothing was built.") Optional<BuildReport> build,

        @Key("What is in the layers above the base, lowest first.")
        List<LayerContent> contents,

        @Key("Bytes that are in layers and not in the final file system; absent when it did not build.")
        Optional<WasteReport> waste,

        @Key("The cache experiments: what ran again after a file was edited.")
        List<Experiment> experiments,

        @Key("What the linter says.") List<LintEntry> findings,

        @Key("The image on other bases of the catalogue, as far as they are prepared here; smallest first.")
        List<Alternative> alternatives) {

    static final int SCHEMA_VERSION = 1;

    public Inspection {
        contents = List.copyOf(contents);
        experiments = List.copyOf(experiments);
        findings = List.copyOf(findings);
        alternatives = List.copyOf(alternatives);
    }

    /** What is in a layer. */
    public record LayerContent(
            @Key(value = "Which of the image's layers, 0 is the lowest.", min = 0)
            int layer,

            @Key(value = "Line of the Dockerfile that made it, as far as it can be told.", min = 1)
            Optional<Integer> line,

            @Key(value = "Files in it.", min = 0) int files,

            @Key("The largest files and folders in it, largest first.")
            List<Part> largest) {}

    /** A file or folder. */
    public record Part(
            @Key("Path in the image; a folder's ends with a slash.")
            String path,

            @Key(value = "Bytes of the file, or of all files in the folder.", min = 0)
            long bytes) {}

    /** Bytes in vain. */
    public record WasteReport(
            @Key(value = "Bytes above the base that the final file system does not show.", min = 0)
            long bytes,

            @Key(value = "What the tool dive calls efficiency, from 0 to 1.", min = 0, max = 1)
            double diveEfficiency,

            @Key(value = "What dive calls wasted bytes.", min = 0)
            long diveWastedBytes,

            @Key("Which step wasted what, largest first.") List<WastePart> parts) {}

    /** What one step hid of another. */
    public record WastePart(
            @Key(value = "Bytes of the files.", min = 0) long bytes,

            @Key(value = "Files.", min = 0) int files,

            @Key("The largest of them, largest first.") List<Part> largest,

            @Key("The step that wrote them.") String writtenBy,

            @Key("The step that deleted or replaced them.") String hiddenBy) {}

    /** One cache experiment. */
    public record Experiment(
            @Key("The build after the edit.") RebuildReport rebuild,

            @Key("Whether the image still builds.") boolean builds,

            @Key("Whether the edit is in the rebuilt image.")
            boolean reachesImage,

            @Key(value = "Steps that put packages into the image.", min = 0)
            int installs,

            @Key(value = "How many of them ran again.", min = 0)
            int installsAgain) {}

    /** The same steps on another base. */
    public record Alternative(
            @Key("Name of the base.") String base,

            @Key("Whether it is the one that the Dockerfile names.")
            boolean current,

            @Key(value = "Bytes of the base.", min = 0) long baseBytes,

            @Key(
                    value = "Bytes that the image would have if the steps above the base added what they add now.",
                    min = 0)
            long imageBytes) {}
}
