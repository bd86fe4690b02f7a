package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The base of the final image has no compilers and build tools. */
@AutoService(Check.class)
public final class BaseSlim implements Check<BaseSlim.Parameters> {

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "base.slim";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Official images come in a full and a slim variant. Build on the slim one, and install the few libraries that are missing.";
    }

    @Override
    public String defaultLesson() {
        return "06-base-images#choosing";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var base = ImageFiles.of(seen.files().layers().subList(0, seen.baseLayers()));
        List<ImageFiles.Entry> tools = BuildTools.in(seen, base, List.of());
        String name = Printable.of(seen.dockerfile().finalChain().getLast().base(), 120);
        long bytes = seen.image().bytesFrom(0) - seen.image().bytesFrom(seen.baseLayers());
        String expected = "a base without compilers and build tools";
        String actual = name + ", " + Quantity.megabytes(bytes);
        if (tools.isEmpty()) {
            return Finding.passed(expected, actual + ", without");
        }
        return Finding.failed(
                expected,
                actual + ", with "
                        + tools.stream().limit(4).map(ImageFiles.Entry::path).collect(Collectors.joining(", ")),
                "The base brings compilers and headers that a model server never uses: every machine pulls them.",
                Optional.of(seen.dockerfile().finalChain().getLast().from().lines()));
    }
}
