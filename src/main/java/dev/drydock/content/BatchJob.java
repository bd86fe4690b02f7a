package dev.drydock.content;

import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Work that the image is given to do, in a container that then ends: flags and files that are drawn anew, and the files that it
 * has to write. What has to be in them is what the reference solution writes.
 */
public record BatchJob(
        @Key(value = "Name by which checks refer to the job.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
        String name,

        @Key(
                "What follows the image's name in `docker run`, an empty list for nothing; {name} stands for what is drawn under that name.")
        List<String> arguments,

        @Key("Variables that the container is started with, as by `docker run -e`; {name} as in arguments.")
        Optional<Map<String, String>> environment,

        @Key(value = "What is drawn by lot.", optional = true)
        List<Draw> draw,

        @Key(value = "Files that are put into the container before it starts.", optional = true)
        List<GivenFile> files,

        @Key(
                value = "Files that have to be there afterwards, as JSON; {name} as in arguments.",
                min = 1,
                pattern = "/.*",
                patternMeans = "a path from /")
        List<String> results,

        @Key(
                value = "The file of the image that does the work: who reads it is seen from outside.",
                pattern = "/.*",
                patternMeans = "a path from /")
        Optional<String> program) {

    /** A number by lot, or many of them. */
    public record Draw(
            @Key(value = "Name for {name}.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
            String name,

            @Key("The least.") double from,

            @Key("The greatest.") double to,

            @Key(value = "Digits behind the point, none if left out.", min = 0, max = 9)
            Optional<Integer> decimals,

            @Key(value = "A JSON list of so many rows in place of one number.", min = 1, max = MOST_ROWS)
            Optional<Integer> rows,

            @Key(value = "Numbers in each row, 1 if left out.", min = 1, max = MOST_COLUMNS)
            Optional<Integer> columns) {}

    /** A file of ours: a text, or one of the context with changes. */
    public record GivenFile(
            @Key(
                    value = "Where it lies in the container; {name} as in arguments.",
                    pattern = "/.*",
                    patternMeans = "a path from /")
            String path,

            @Key("What is in it; {name} as in arguments.") Optional<String> text,

            @Key("In place of text: a file of the context.") Optional<String> given,

            @Key(value = "What is changed in a file of the context.", optional = true)
            List<Replacement> replace) {

        public GivenFile {
            replace = List.copyOf(replace);
            if (text.isPresent() == given.isPresent()) {
                throw new IllegalArgumentException("a file of a job needs one of: text, given");
            }
        }
    }

    /** A change. */
    public record Replacement(
            @Key(value = "Text that stands there once.", min = 1)
            String text,

            @Key("What stands there then; {name} as in arguments.")
            String by) {}

    private static final int MOST_ROWS = 10_000;
    private static final int MOST_COLUMNS = 16;

    public BatchJob {
        arguments = List.copyOf(arguments);
        environment = environment.map(Map::copyOf);
        draw = List.copyOf(draw);
        files = List.copyOf(files);
        results = List.copyOf(results);
    }
}
