package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;

/** The image declares the port that its service uses. */
@AutoService(Check.class)
public final class PortsDeclared implements Check<PortsDeclared.Parameters> {

    /**
     * Parameters.
     *
     * @param port a TCP port
     */
    public record Parameters(
            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port) {}

    @Override
    public String kind() {
        return "ports.declared";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "One instruction names the port in the image. It opens nothing by itself: `docker run -p` does that.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#ports";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String wanted = parameters.port() + "/tcp";
        List<String> declared = seen.image().config().exposedPorts();
        String expected = "declares " + wanted;
        if (declared.contains(wanted)) {
            return Finding.passed(expected, expected);
        }
        String actual = declared.isEmpty() ? "declares no port" : "declares " + String.join(", ", declared);
        return Finding.failed(
                expected,
                actual,
                "The image " + actual + ". People and tools read there where to reach the model; the service uses port "
                        + parameters.port() + ".",
                Guilty.linesOf(seen.dockerfile(), "EXPOSE"));
    }
}
