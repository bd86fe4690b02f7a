package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.nio.file.Path;
import java.util.List;

/** The image declares where data lies that outlives its containers. */
@AutoService(Check.class)
public final class VolumesDeclared implements Check<VolumesDeclared.Parameters> {

    private static final int MOST_SHOWN = 8;

    /**
     * Parameters.
     *
     * @param paths absolute
     */
    public record Parameters(
            @Key(value = "Absolute paths.", min = 1, pattern = "/.*", patternMeans = "a path that begins with a slash")
            List<String> paths) {
        public Parameters {
            paths = List.copyOf(paths);
        }
    }

    @Override
    public String kind() {
        return "volumes.declared";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "One instruction says that a folder holds data of its own: each container then gets a volume there, outside "
                + "of its layers.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#labels";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        List<String> declared = normalised(seen.image().config().volumes());
        List<String> wanted = normalised(parameters.paths());
        List<String> missing =
                wanted.stream().filter(path -> !declared.contains(path)).toList();
        String expected = "declares a volume at " + String.join(", ", wanted);
        String actual =
                declared.isEmpty() ? "declares no volume" : "declares a volume at " + Listing.of(declared, MOST_SHOWN);
        if (missing.isEmpty()) {
            return Finding.passed(expected, actual);
        }
        return Finding.failed(
                expected,
                actual,
                "The image does not declare " + String.join(", ", missing) + " as a volume. What the service writes "
                        + "there, such as checkpoints or predictions, is lost with the container.",
                Guilty.linesOf(seen.dockerfile(), "VOLUME"));
    }

    private static List<String> normalised(List<String> paths) {
        return paths.stream()
                .map(path -> Path.of("/", path).normalize().toString())
                .sorted()
                .toList();
    }
}
