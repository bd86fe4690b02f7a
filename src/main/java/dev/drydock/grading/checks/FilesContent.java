package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file holds a text that an expression finds. */
@AutoService(Check.class)
public final class FilesContent implements Check<FilesContent.Parameters> {

    private static final int SHOWN = 120;

    /**
     * Parameters.
     *
     * @param path of a file; links are followed
     * @param matches a regular expression that is found somewhere in it
     */
    public record Parameters(
            @Key(value = "Absolute path.", pattern = "/.*", patternMeans = "a path that begins with a slash")
            String path,

            @Key("Regular expression that is found in the file; at most its first MiB is read.")
            String matches) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            var unused = Pattern.compile(matches);
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
        String expected = path + " holds a text that matches " + parameters.matches();
        Optional<Entry> file = seen.files().find(path);
        if (file.isEmpty() || !file.get().isFile()) {
            return Finding.failed(
                    expected,
                    path + (file.isEmpty() ? " is missing" : " is no file"),
                    "The image has no file " + path + ", so that whatever reads its settings or data there fails.",
                    Guilty.linesOf(seen.dockerfile(), "COPY", "ADD", "RUN"));
        }
        String text = new String(seen.content(file.get()), StandardCharsets.UTF_8);
        if (BoundedText.holds(Pattern.compile(parameters.matches()), text)) {
            return Finding.passed(expected, "found");
        }
        String beginning = text.isBlank() ? "it is empty" : "it begins with: " + Printable.of(text, SHOWN);
        return Finding.failed(
                expected,
                "not found in " + Quantity.bytes(file.get().file().bytes()) + "; " + beginning,
                path + " is in the image, written by "
                        + LayerSteps.name(seen, file.get().layer())
                        + ", but does not say what it should. What reads it then behaves otherwise than on the machine "
                        + "where it was right.",
                LayerSteps.lines(seen, List.of(file.get().layer())));
    }
}
