package dev.drydock.grading.checks;

import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.engine.TextMatch;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.ImageFiles.Hidden;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import dev.drydock.grading.checks.KnownSecrets.Secret;
import dev.drydock.lint.SecretForm;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks for secrets in the files of all layers above the base, deleted files included. */
final class SecretsInLayers {

    /** Where packages keep made-up keys and their compiled code; a canary counts there too. */
    private static final List<PathPattern> HARMLESS = FoundFiles.patterns(List.of(
            "**/*.pyc",
            "**/site-packages/**/test*",
            "**/site-packages/**/*_test.py",
            "**/site-packages/**/certifi",
            "**/dist-packages/**/test*",
            "**/dist-packages/**/*_test.py",
            "**/dist-packages/**/certifi",
            "/usr/lib/python3*/**/test*",
            "/usr/share/doc"));

    /** Nobody has so many of them; each takes time to read. */
    private static final int MOST_READ = 50;

    private final Observations seen;
    private final KnownSecrets known;
    private final ImageFiles files;

    /** By place, so that each counts once. */
    private final Map<TextMatch, SecretLeak> leaks = new LinkedHashMap<>();

    private SecretsInLayers(Observations seen, KnownSecrets known) {
        this.seen = seen;
        this.known = known;
        this.files = seen.files();
    }

    static List<SecretLeak> find(Observations seen, KnownSecrets known) {
        var search = new SecretsInLayers(seen, known);
        if (!known.canaries().isEmpty()) {
            seen.search(known.canaryExpression())
                    .forEach(match -> known.canaryIn(match.text()).ifPresent(secret -> search.leaks(match, secret)));
        }
        seen.search(SecretForm.anyExpression()).stream()
                .filter(match -> HARMLESS.stream().noneMatch(pattern -> pattern.covers(match.path())))
                .forEach(match -> search.form(match).ifPresent(secret -> search.leaks(match, secret)));
        search.wellKnown();
        return List.copyOf(search.leaks.values());
    }

    /** The first match in a file may be a made-up one, and a key is one only by what follows: the whole file decides. */
    private Optional<Secret> form(TextMatch match) {
        return content(match.layer(), match.path())
                .flatMap(KnownSecrets::formIn)
                .or(() -> KnownSecrets.formIn(match.text()));
    }

    private Optional<String> content(int layer, String path) {
        return files.layers().size() <= layer
                ? Optional.empty()
                : files.layers().get(layer).stream()
                        .filter(file -> file.path().equals(path) && file.kind() == Kind.FILE)
                        .findFirst()
                        .map(file -> content(new Entry(file, layer)));
    }

    private String content(Entry entry) {
        return new String(seen.content(entry), StandardCharsets.UTF_8);
    }

    private void wellKnown() {
        IntStream.range(seen.baseLayers(), files.layers().size())
                .boxed()
                .flatMap(layer -> files.layers().get(layer).stream()
                        .filter(file -> file.kind() == Kind.FILE)
                        .map(file -> new Entry(file, layer)))
                .filter(entry -> SecretFile.at(entry.path()).isPresent())
                .limit(MOST_READ)
                .forEach(entry -> SecretFile.at(entry.path())
                        .filter(kind -> kind.holdsSecret(content(entry)))
                        .ifPresent(kind -> leaks(
                                new TextMatch(entry.layer(), entry.path(), ""),
                                new Secret("the " + kind.shown(), ""))));
    }

    private void leaks(TextMatch match, Secret secret) {
        int layer = match.layer();
        Optional<Hidden> hidden = files.hidden().stream()
                .filter(gone ->
                        gone.entry().layer() == layer && gone.entry().path().equals(match.path()))
                .findFirst();
        String fate = hidden.map(gone -> (files.at(match.path()).isPresent() ? ", replaced" : ", deleted") + " by "
                        + LayerSteps.name(seen, gone.by()) + ", but still in the layer")
                .orElse("");
        leaks.putIfAbsent(
                new TextMatch(layer, match.path(), ""),
                new SecretLeak(
                        secret.shown(),
                        Printable.of(secret.outOf(match.path()), 120) + " (written by " + LayerSteps.name(seen, layer)
                                + fate + ")",
                        hidden.isPresent(),
                        LayerSteps.lines(seen, List.of(layer))));
    }
}
