package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.nio.file.Path;

/** The image's working directory is the one that was asked for. */
@AutoService(Check.class)
public final class WorkdirIs implements Check<WorkdirIs.Parameters> {

    /**
     * Parameters.
     *
     * @param path absolute
     */
    public record Parameters(
            @Key(value = "Absolute path.", pattern = "/.*", patternMeans = "a path that begins with a slash")
            String path) {}

    @Override
    public String kind() {
        return "workdir.is";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "One instruction creates a folder and makes it the current one for every later instruction and for the "
                + "running service.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#workdir";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String wanted = normalised(parameters.path());
        String actual = normalised(seen.image().config().workingDir());
        if (actual.equals(wanted)) {
            return Finding.passed(wanted, actual);
        }
        String shown = Printable.of(actual, 120);
        return Finding.failed(
                wanted,
                shown,
                "The service starts in " + shown + " and not in " + wanted
                        + ", so relative paths such as the model's lead elsewhere than agreed.",
                Guilty.linesOf(seen.dockerfile(), "WORKDIR"));
    }

    /** Without trailing or doubled slashes; none at all means the root. */
    private static String normalised(String path) {
        // A path with a NUL is none; an image cannot have one in its working directory.
        return Path.of("/", path).normalize().toString();
    }
}
