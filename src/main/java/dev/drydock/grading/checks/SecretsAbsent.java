package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The image gives no secret away: not in a layer, a deleted file, a variable, a label or its history. */
@AutoService(Check.class)
public final class SecretsAbsent implements Check<SecretsAbsent.Parameters> {

    private static final String EXPECTED =
            "no secret in any layer above the base, deleted files included, nor in history, variables or labels";

    private static final int MOST_SHOWN = 4;
    private static final int MOST_LINES = 5;

    /**
     * Parameters.
     *
     * @param canaries texts that the exercise planted
     */
    public record Parameters(
            @Key(
                    value = "Texts that the exercise planted where they have to stay out of the image.",
                    min = 1,
                    pattern = "[^\\n\\r\\x00]{6,}",
                    patternMeans = "one line of at least six characters")
            Optional<List<String>> canaries) {
        public Parameters {
            canaries = canaries.map(List::copyOf);
        }
    }

    @Override
    public String kind() {
        return "secrets.absent";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Keep the file out with .dockerignore. What a step needs to know while it runs can be mounted into that step "
                + "alone: RUN --mount=type=secret leaves nothing behind.";
    }

    @Override
    public String defaultLesson() {
        return "07-hardening#secrets";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var known = new KnownSecrets(parameters.canaries().orElse(List.of()));
        List<SecretLeak> leaks = Stream.concat(
                        SecretsInLayers.find(seen, known).stream(), SecretsInMetadata.find(seen, known).stream())
                .toList();
        if (leaks.isEmpty()) {
            int layers = seen.image().layers().size() - seen.baseLayers();
            return Finding.passed(
                    EXPECTED, "none found in " + layers + (layers == 1 ? " layer" : " layers") + " above the base");
        }
        return failed(leaks);
    }

    private static Finding failed(List<SecretLeak> leaks) {
        List<String> shown =
                leaks.stream().map(SecretLeak::toString).limit(MOST_SHOWN).toList();
        int more = leaks.size() - shown.size();
        String rest = more > 0 ? "; and " + more + " more" : "";
        boolean deleted = leaks.stream().anyMatch(SecretLeak::deleted);
        return Finding.failed(
                EXPECTED,
                String.join("; ", shown) + rest,
                "The image gives away " + leaks.getFirst() + ". Everyone who can pull the model's image can use it"
                        + (deleted ? "; a later step that deletes it does not take it out of the layer" : "")
                        + ". A real one would have to be replaced now.",
                leaks.stream()
                        .flatMap(leak -> leak.lines().stream())
                        .distinct()
                        .limit(MOST_LINES)
                        .toList());
    }
}
