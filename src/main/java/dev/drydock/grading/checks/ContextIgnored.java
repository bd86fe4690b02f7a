package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.IgnoreRules;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;

/** What has no business in an image does not even enter the build. */
@AutoService(Check.class)
public final class ContextIgnored implements Check<ContextIgnored.Parameters> {

    private static final int MOST_SHOWN = 5;

    /**
     * Parameters.
     *
     * @param paths patterns as {@code .dockerignore} writes them
     */
    public record Parameters(
            @Key(value = "Patterns of files that stay out, as .dockerignore writes them.", min = 1)
            List<String> paths) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            paths = List.copyOf(paths);
            var unused = rules(paths);
        }

        private static IgnoreRules rules(List<String> paths) {
            return IgnoreRules.parse("paths", String.join("\n", paths));
        }

        IgnoreRules rules() {
            return rules(paths);
        }
    }

    @Override
    public String kind() {
        return "context.ignored";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "A .dockerignore names what stays out. A pattern counts from the context's root, so that .env does not cover "
                + "config/.env; two stars and a slash in front cover any depth.";
    }

    @Override
    public String defaultLesson() {
        return "04-build-context#ignore";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        IgnoreRules unwanted = parameters.rules();
        List<String> entered = seen.contextFiles().keySet().stream()
                .filter(unwanted::excludes)
                .sorted()
                .toList();
        String expected = "nothing of this enters the build: " + String.join(", ", parameters.paths());
        if (entered.isEmpty()) {
            return Finding.passed(expected, "none of it does");
        }
        String count = entered.size() == 1 ? "1 file enters" : entered.size() + " files enter";
        return Finding.failed(
                expected,
                count + ": " + Listing.of(entered, MOST_SHOWN),
                count + " the build that should stay outside: " + Listing.of(entered, MOST_SHOWN) + ". One COPY of a "
                        + "folder, and they are in an image that others pull, with what they hold; and each change in "
                        + "them spoils the cache.",
                List.of());
    }
}
