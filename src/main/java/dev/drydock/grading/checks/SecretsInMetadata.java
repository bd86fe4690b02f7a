package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Observations;
import dev.drydock.grading.checks.KnownSecrets.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for secrets in what an image says about itself: variables, labels and the history of its making. */
final class SecretsInMetadata {

    private final Observations seen;
    private final KnownSecrets known;

    /** What a variable gives away is in the history as well. */
    private final Set<String> told = new HashSet<>();

    private SecretsInMetadata(Observations seen, KnownSecrets known) {
        this.seen = seen;
        this.known = known;
    }

    static List<SecretLeak> find(Observations seen, KnownSecrets known) {
        var search = new SecretsInMetadata(seen, known);
        var config = seen.image().config();
        return Stream.of(
                        search.named("ENV", "variable", config.environment()),
                        search.named("LABEL", "label", config.labels()),
                        search.history())
                .flatMap(List::stream)
                .toList();
    }

    private List<SecretLeak> named(String keyword, String what, Map<String, String> values) {
        return values.entrySet().stream()
                .flatMap(entry -> known
                        .in(entry.getKey() + "=" + entry.getValue())
                        .map(secret -> leak(
                                secret,
                                "the " + what + " " + Printable.of(secret.outOf(entry.getKey()), 80),
                                Guilty.assignment(seen.dockerfile(), keyword, entry.getKey())))
                        .stream())
                .toList();
    }

    private SecretLeak leak(Secret secret, String where, List<Lines> otherwise) {
        told.add(secret.text());
        List<Lines> quoting = quoting(secret.text());
        return new SecretLeak(secret.shown(), where, false, quoting.isEmpty() ? otherwise : quoting);
    }

    private List<SecretLeak> history() {
        return seen.image().history().stream()
                .flatMap(entry -> known.in(entry.createdBy()).stream()
                        .filter(secret -> !told.contains(secret.text()))
                        .map(secret -> leak(
                                secret,
                                "the image's history"
                                        + (entry.layer().isPresent()
                                                ? ", as the command of "
                                                        + LayerSteps.name(
                                                                seen,
                                                                entry.layer().getAsInt())
                                                : ""),
                                LayerSteps.lines(
                                        seen, entry.layer().stream().boxed().toList()))))
                .toList();
    }

    private List<Lines> quoting(String secret) {
        Dockerfile dockerfile = seen.dockerfile();
        return Stream.concat(
                        dockerfile.globalArgs().stream(),
                        dockerfile.finalChain().reversed().stream().flatMap(stage -> stage.instructions().stream()))
                .filter(instruction -> instruction.source().toString().contains(secret))
                .map(Instruction::lines)
                .limit(2)
                .toList();
    }
}
