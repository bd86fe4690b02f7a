package dev.drydock.content.interactive;

import dev.drydock.content.Names;
import dev.drydock.yaml.Key;
import java.util.List;

/** {@code ignore-cases.yaml}: a project's files, and what lines of a {@code .dockerignore} keep out of the build. */
public record IgnoreCases(
        @Key(value = "Version of this file format.", min = 1, max = 1)
        int schemaVersion,

        @Key(value = "The project, by path.", min = 1) List<File> files,

        @Key(value = "In the order in which they teach.", min = 1)
        List<Case> cases) {

    public IgnoreCases {
        files = List.copyOf(files);
        cases = List.copyOf(cases);
    }

    /** A file of the project. */
    public record File(
            @Key(value = "Relative to the root of the context.", min = 1)
            String path,

            @Key(value = "Its size.", min = 0) long bytes) {}

    /** Some lines and their effect. */
    public record Case(
            @Key(value = "Name of the case.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
            String id,

            @Key(value = "What it shows, in one line.", min = 1)
            String title,

            @Key(value = "Lines of the file.", min = 1) List<String> patterns,

            @Key(value = "Paths of the project that stay out, sorted.", optional = true)
            List<String> ignored,

            @Key(value = "Why.", min = 1) String explanation) {

        public Case {
            patterns = List.copyOf(patterns);
            ignored = List.copyOf(ignored);
        }
    }
}
