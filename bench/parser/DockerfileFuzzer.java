import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.IgnoreRules;
import dev.drydock.dockerfile.Refusals;
import dev.drydock.lint.Linter;
import dev.drydock.lint.Rules;
import java.nio.charset.StandardCharsets;

/** Jazzer's target: any bytes, as a Dockerfile and as an ignore file. Anything but the parser's own error is a crash. */
public final class DockerfileFuzzer {

    private static final Linter LINTER = new Linter(Rules.installed());
    private static final Refusals REFUSALS = new Refusals(base -> base.startsWith("python"));

    private DockerfileFuzzer() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        try {
            Dockerfile file = DockerfileParser.parse("Dockerfile", text);
            REFUSALS.of(file);
            LINTER.lint(file);
        } catch (DockerfileException expected) {
            // The only way in which it may fail.
        }
        try {
            IgnoreRules.parse(".dockerignore", text).excludes("src/app/main.py");
        } catch (DockerfileException expected) {
            // As above.
        }
    }
}
