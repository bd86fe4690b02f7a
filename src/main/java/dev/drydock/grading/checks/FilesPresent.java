package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.IgnoredFiles.Ignored;
import dev.drydock.grading.ImageFiles.Hidden;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** Files are there for the service to find. */
@AutoService(Check.class)
public final class FilesPresent implements Check<FilesPresent.Parameters> {

    private static final int MOST_SHOWN = 5;

    /**
     * Parameters.
     *
     * @param paths of files or folders, also patterns
     */
    public record Parameters(
            @Key(value = "Absolute paths or patterns; * stays within one name, ** spans folders.", min = 1)
            List<String> paths) {
        public Parameters {
            paths = List.copyOf(paths);
            var unused = FoundFiles.patterns(paths);
        }
    }

    @Override
    public String kind() {
        return "files.present";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Look into the image with `docker run --rm --entrypoint ls IMAGE -la FOLDER`. A relative destination of COPY "
                + "counts from WORKDIR, and copying a folder copies what is in it, not the folder itself.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#build";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        List<PathPattern> missing = FoundFiles.patterns(parameters.paths()).stream()
                .filter(pattern -> FoundFiles.named(seen.files(), pattern).isEmpty())
                .toList();
        String expected = "in the image: " + String.join(", ", parameters.paths());
        if (missing.isEmpty()) {
            return Finding.passed(expected, "all there");
        }
        String names = Listing.of(missing.stream().map(PathPattern::toString).toList(), MOST_SHOWN);
        Optional<Ignored> ignored = missing.stream()
                .flatMap(pattern -> seen.ignored().missedAt(pattern).stream())
                .findFirst();
        if (ignored.isPresent()) {
            return Finding.failed(
                            expected,
                            "missing: " + names,
                            "The image does not hold " + names + ". "
                                    + ignored.get().inWords(),
                            List.of())
                    .blaming(List.of(ignored.get().by()));
        }
        Optional<Hidden> deleted = seen.files().hidden().stream()
                .filter(hidden -> missing.stream()
                        .anyMatch(pattern -> pattern.matches(hidden.entry().path())))
                .findFirst();
        String fate = deleted.map(hidden -> Printable.of(hidden.entry().path(), 120) + " came with "
                        + LayerSteps.name(seen, hidden.entry().layer()) + " and was deleted by "
                        + LayerSteps.name(seen, hidden.by()) + ". ")
                .orElse("");
        return Finding.failed(
                expected,
                "missing: " + names,
                "The image does not hold " + names + ". " + fate + "A service that misses its code, its model or its "
                        + "data fails when it starts or, worse, at the first request.",
                deleted.map(hidden -> LayerSteps.lines(seen, List.of(hidden.by())))
                        .filter(lines -> !lines.isEmpty())
                        .orElseGet(() -> copies(seen)));
    }

    private static List<Lines> copies(Observations seen) {
        return Guilty.linesOf(seen.dockerfile(), "COPY", "ADD");
    }
}
