package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Dive;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Waste;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hardly any bytes are in the image's layers in vain. */
@AutoService(Check.class)
public final class WasteMax implements Check<WasteMax.Parameters> {

    private static final int MOST_PARTS = 3;
    private static final int MOST_FILES = 3;

    /**
     * Parameters.
     *
     * @param kilobytes of 1,000 bytes
     */
    public record Parameters(
            @Key(
                    value = "Most kilobytes (1,000 bytes) above the base that the final file system does not show.",
                    min = 0)
            int kilobytes) {}

    @Override
    public String kind() {
        return "waste.max";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "A layer only adds to those below it. Delete in the RUN that wrote, and set owner and mode while copying (COPY --chown, --chmod): "
                + "a later chown or chmod writes every file once more.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#waste";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var waste = Waste.of(seen.files(), seen.baseLayers());
        var dive = Dive.of(seen.files().layers());
        long most = parameters.kilobytes() * 1000L;
        String expected = "at most " + Quantity.bytes(most) + " in vain";
        String actual = Quantity.bytes(waste.bytes()) + " in vain (dive would say: efficiency "
                + String.format(Locale.ROOT, "%.2f", dive.efficiency() * 100) + " %)";
        if (waste.bytes() <= most) {
            return Finding.passed(expected, actual);
        }
        List<Waste.Part> parts = waste.parts().stream().limit(MOST_PARTS).toList();
        return Finding.failed(
                expected,
                actual,
                "These bytes are pulled to every machine, and no program can see them: "
                        + parts.stream().map(part -> describe(part, seen)).collect(Collectors.joining("; ")) + ".",
                parts.stream()
                        .flatMap(part -> Stream.of(part.from(), part.by()))
                        .distinct()
                        .flatMap(layer -> LayerSteps.line(seen, layer).stream())
                        .distinct()
                        .toList());
    }

    private static String describe(Waste.Part part, Observations seen) {
        String files = part.files().stream()
                .limit(MOST_FILES)
                .map(file -> Printable.of(file.path(), 80))
                .collect(Collectors.joining(", "));
        return Quantity.bytes(part.bytes()) + " in " + part.files().size()
                + (part.files().size() == 1 ? " file" : " files") + " (" + files
                + (part.files().size() > MOST_FILES ? ", …" : "") + ") that " + LayerSteps.name(seen, part.from())
                + " wrote and " + LayerSteps.name(seen, part.by()) + " deleted or replaced";
    }
}
