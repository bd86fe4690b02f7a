package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import dev.drydock.text.BoundedText;
import dev.drydock.yaml.Key;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file holds a text that an expression finds, or is a file of the build context byte for byte. */
@AutoService(Check.class)
public final class FilesContent implements Check<FilesContent.Parameters> {

    private static final int SHOWN = 120;

    /**
     * Parameters.
     *
     * @param path of a file; links are followed
     * @param matches a regular expression that is found somewhere in it
     * @param sameAs a file of the build context that it is, byte for byte
     */
    public record Parameters(
            @Key(value = "Absolute path.", pattern = "/.*", patternMeans = "a path that begins with a slash")
            String path,

            @Key("Regular expression that is found in the file; at most its first 8 MiB are read.")
            Optional<String> matches,

            @Key("A file of the build context that it is, byte for byte; of both, at most the first 8 MiB are read.")
            Optional<String> sameAs) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            matches.ifPresent(Pattern::compile);
            if (matches.isPresent() == sameAs.isPresent()) {
                throw new IllegalArgumentException("files.content needs one of: matches, sameAs");
            }
        }

        String expected() {
            return path
                    + matches.map(expression -> " holds a text that matches " + expression)
                            .or(() -> sameAs.map(file -> " is the " + file + " of the build context"))
                            .orElse("");
        }
    }

    @Override
    public String kind() {
        return "files.content";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Read the file as the image has it, with `docker run --rm --entrypoint cat IMAGE FILE`: it may be an older "
                + "copy, or made by a step that did not see what you expected.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#build";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String path = parameters.path();
        String expected = parameters.expected();
        Optional<Entry> file = seen.files().find(path);
        if (file.isEmpty() || !file.get().isFile()) {
            return Finding.failed(
                    expected,
                    path + (file.isEmpty() ? " is missing" : " is no file"),
                    "The image has no file " + path + ", so that whatever reads its settings or data there fails.",
                    Guilty.linesOf(seen.dockerfile(), "COPY", "ADD", "RUN"));
        }
        byte[] content = seen.content(file.get());
        return parameters.sameAs().isPresent()
                ? same(parameters, seen, file.get(), content)
                : holds(parameters, seen, file.get(), content);
    }

    private static Finding same(Parameters parameters, Observations seen, Entry file, byte[] content) {
        String name = parameters.sameAs().orElseThrow();
        byte[] original = seen.contextFile(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name + " in the build context"));
        byte[] beginning = Arrays.copyOf(original, Math.min(original.length, Observations.MOST_CONTENT));
        if (Arrays.equals(content, beginning) && file.file().bytes() == original.length) {
            return Finding.passed(parameters.expected(), "the same " + Quantity.bytes(original.length));
        }
        return Finding.failed(
                parameters.expected(),
                "another file of " + Quantity.bytes(file.file().bytes()),
                parameters.path() + " is in the image, written by " + LayerSteps.name(seen, file.layer())
                        + ", but it is not the file that was handed over. What others rely on is no longer what runs.",
                LayerSteps.lines(seen, List.of(file.layer())));
    }

    private static Finding holds(Parameters parameters, Observations seen, Entry entry, byte[] content) {
        String expected = parameters.expected();
        String path = parameters.path();
        String text = new String(content, StandardCharsets.UTF_8);
        if (BoundedText.holds(Pattern.compile(parameters.matches().orElseThrow()), text)) {
            return Finding.passed(expected, "found");
        }
        String beginning = text.isBlank() ? "it is empty" : "it begins with: " + Printable.of(text, SHOWN);
        return Finding.failed(
                expected,
                "not found in " + Quantity.bytes(entry.file().bytes()) + "; " + beginning,
                path + " is in the image, written by "
                        + LayerSteps.name(seen, entry.layer())
                        + ", but does not say what it should. What reads it then behaves otherwise than on the machine "
                        + "where it was right.",
                LayerSteps.lines(seen, List.of(entry.layer())));
    }
}
