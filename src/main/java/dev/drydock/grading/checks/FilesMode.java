package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** Files have the permissions that were asked for, or no more than these. */
@AutoService(Check.class)
public final class FilesMode implements Check<FilesMode.Parameters> {

    /**
     * Parameters.
     *
     * @param paths of files or folders, also patterns
     * @param mode exactly these bits
     * @param atMost no bits but these
     */
    public record Parameters(
            @Key(value = "Absolute paths or patterns; * stays within one name, ** spans folders.", min = 1)
            List<String> paths,

            @Key(
                    value = "Exactly these permission bits, as octal text.",
                    pattern = "[0-7]{3,4}",
                    patternMeans = "three or four octal digits in quotes")
            Optional<String> mode,

            @Key(
                    value = "No permission bits but these, as octal text.",
                    pattern = "[0-7]{3,4}",
                    patternMeans = "three or four octal digits in quotes")
            Optional<String> atMost) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            paths = List.copyOf(paths);
            var unused = FoundFiles.patterns(paths);
            if (mode.isPresent() == atMost.isPresent()) {
                throw new IllegalArgumentException("files.mode needs one of: mode, atMost");
            }
        }

        boolean accepts(int bits) {
            return mode.map(wanted -> bits == octal(wanted)).orElse(true)
                    && atMost.map(bound -> (bits & ~octal(bound)) == 0).orElse(true);
        }

        private static int octal(String digits) {
            return Integer.parseInt(digits, 8);
        }
    }

    @Override
    public String kind() {
        return "files.mode";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "COPY keeps the permissions that the files have in the build context; its --chmod sets others. A chmod in a "
                + "later RUN works too, but stores every file a second time.";
    }

    @Override
    public String defaultLesson() {
        return "07-hardening#files";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String bound = parameters.mode().map(mode -> " has mode " + mode).orElse("")
                + parameters.atMost().map(most -> " has at most mode " + most).orElse("");
        return new EachFile(seen, parameters.paths(), String.join(", ", parameters.paths()) + bound)
                .judge(
                        // The mode of a link means nothing.
                        entry -> entry.file().kind() == Kind.SYMLINK
                                || parameters.accepts(entry.file().mode()),
                        FilesMode::mode,
                        "Permissions that are too wide let a broken-in service change its code or model, those that are "
                                + "too narrow keep a service that is not root from starting.");
    }

    private static String mode(Entry entry) {
        return String.format("%04o", entry.file().mode());
    }
}
