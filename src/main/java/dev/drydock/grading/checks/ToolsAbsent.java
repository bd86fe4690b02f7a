package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The final image has no compilers and build tools. */
@AutoService(Check.class)
public final class ToolsAbsent implements Check<ToolsAbsent.Parameters> {

    private static final int MOST_SHOWN = 6;

    /**
     * Parameters.
     *
     * @param tools names of programs that must not be there either
     */
    public record Parameters(
            @Key("Names of further programs that must not be there, such as git.")
            Optional<List<String>> tools) {}

    @Override
    public String kind() {
        return "tools.absent";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Compile in a stage of its own, and copy only the result into the last one. Or install, compile and purge in a single RUN.";
    }

    @Override
    public String defaultLesson() {
        return "05-multi-stage#stages";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        List<ImageFiles.Entry> tools =
                BuildTools.in(seen, seen.files(), parameters.tools().orElse(List.of()));
        String more = parameters
                .tools()
                .map(names -> ", nor " + String.join(", ", names))
                .orElse("");
        String expected = "no compilers and build tools" + more;
        if (tools.isEmpty()) {
            return Finding.passed(expected, "none, by name and by content");
        }
        String shown = tools.stream()
                .limit(MOST_SHOWN)
                .map(tool -> Printable.of(tool.path(), 80) + " from " + LayerSteps.name(seen, tool.layer()))
                .collect(Collectors.joining("; "));
        return Finding.failed(
                expected,
                tools.size() + " found: " + shown + (tools.size() > MOST_SHOWN ? "; …" : ""),
                "The image carries tools that only its build needs. They are pulled with the model to every machine, and whoever "
                        + "breaks into the service can use them.",
                bringers(tools, seen));
    }

    private static List<Lines> bringers(List<ImageFiles.Entry> tools, Observations seen) {
        return tools.stream()
                .map(ImageFiles.Entry::layer)
                .distinct()
                .flatMap(layer -> LayerSteps.line(seen, layer).stream())
                .distinct()
                .toList();
    }
}
