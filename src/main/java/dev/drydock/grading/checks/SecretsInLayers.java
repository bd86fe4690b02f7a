package dev.drydock.grading.checks;

import dev.drydock.engine.EngineException;
import dev.drydock.engine.FileInLayer;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.engine.TextMatch;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.ImageFiles.Hidden;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import dev.drydock.grading.checks.KnownSecrets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks for secrets in the files of all layers above the base, deleted files included. */
final class SecretsInLayers {

    /** Where packages keep made-up keys and their compiled code; a canary counts there too. */
    private static final List<PathPattern> HARMLESS = FoundFiles.patterns(List.of(
            "**/site-packages/**/*.pyc",
            "**/site-packages/**/test*",
            "**/site-packages/**/*_test.py",
            "**/site-packages/**/certifi",
            "**/dist-packages/**/*.pyc",
            "**/dist-packages/**/test*",
            "**/dist-packages/**/*_test.py",
            "**/dist-packages/**/certifi",
            "/usr/lib/python3*/**/*.pyc",
            "/usr/lib/python3*/**/test*",
            "/usr/share/doc"));

    /** Nobody has so many files that hold passwords by their name; each takes time to read. */
    private static final int MOST_READ = 200;

    /** What is read of one; nobody has larger ones. */
    private static final long LONGEST_READ = 1 << 20;

    /** More are no further help, and an image may have any number. */
    private static final int MOST_LEAKS = 1000;

    private final Observations seen;
    private final KnownSecrets known;
    private final ImageFiles files;

    /** By place, so that each counts once. */
    private final Map<FileInLayer, SecretLeak> leaks = new LinkedHashMap<>();

    private SecretsInLayers(Observations seen, KnownSecrets known) {
        this.seen = seen;
        this.known = known;
        this.files = seen.files();
    }

    /**
     * Those found.
     *
     * @throws EngineException when none was found and not all could be searched
     */
    static List<SecretLeak> find(Observations seen, KnownSecrets known) {
        var search = new SecretsInLayers(seen, known);
        try {
            search.everywhere();
        } catch (EngineException incomplete) {
            // What was found is enough to fail; that nothing is there can only be said of what was searched.
            if (search.leaks.isEmpty()) {
                throw incomplete;
            }
        }
        return List.copyOf(search.leaks.values());
    }

    private void everywhere() {
        wellKnown();
        if (!known.canaries().isEmpty()) {
            seen.search(
                    known.canaryTerms(),
                    List.of(),
                    match -> known.canaryIn(match.text()).ifPresent(secret -> leaks(match, secret)));
        }
        seen.search(
                KnownSecrets.formTerms(),
                harmless(),
                match -> KnownSecrets.formIn(match.text()).ifPresent(secret -> leaks(match, secret)));
    }

    private Stream<Entry> above() {
        return IntStream.range(seen.baseLayers(), files.layers().size())
                .boxed()
                .flatMap(layer -> files.layers().get(layer).stream()
                        .filter(file -> file.kind() == Kind.FILE)
                        .map(file -> new Entry(file, layer)));
    }

    /** What packages brought. A file that the build context has was put there by whoever wrote the Dockerfile. */
    private List<FileInLayer> harmless() {
        return above().filter(entry -> HARMLESS.stream().anyMatch(pattern -> pattern.covers(entry.path())))
                .filter(entry -> !LayerSteps.copiesContext(seen, entry.layer()))
                .map(entry -> new FileInLayer(entry.layer(), entry.path()))
                .toList();
    }

    private void wellKnown() {
        List<Entry> named =
                above().filter(entry -> SecretFile.at(entry.path()).isPresent()).toList();
        named.stream().limit(MOST_READ).forEach(this::read);
        named.stream().skip(MOST_READ).findFirst().ifPresent(entry -> unread(entry, "one of " + named.size()));
    }

    private void read(Entry entry) {
        SecretFile kind = SecretFile.at(entry.path()).orElseThrow();
        if (entry.file().bytes() > LONGEST_READ) {
            unread(entry, "one of " + Quantity.bytes(entry.file().bytes()));
        } else if (kind.holdsSecret(new String(seen.content(entry), StandardCharsets.UTF_8))) {
            leaks(entry.layer(), entry.path(), new Secret("the " + kind.shown(), ""));
        }
    }

    private void unread(Entry entry, String why) {
        leaks(
                entry.layer(),
                entry.path(),
                new Secret(
                        "what nobody can rule out, a file that holds passwords by its name and was not read, " + why,
                        ""));
    }

    private void leaks(TextMatch match, Secret secret) {
        leaks(match.layer(), match.path(), secret);
    }

    private void leaks(int layer, String path, Secret secret) {
        var place = new FileInLayer(layer, path);
        if (leaks.size() < MOST_LEAKS && !leaks.containsKey(place)) {
            leaks.put(place, leak(layer, path, secret));
        }
    }

    private SecretLeak leak(int layer, String path, Secret secret) {
        Optional<Hidden> hidden = files.hidden().stream()
                .filter(gone ->
                        gone.entry().layer() == layer && gone.entry().path().equals(path))
                .findFirst();
        String fate = hidden.map(gone -> (files.at(path).isPresent() ? ", replaced" : ", deleted") + " by "
                        + LayerSteps.name(seen, gone.by()) + ", but still in the layer")
                .orElse("");
        return new SecretLeak(
                secret.shown(),
                Printable.of(secret.outOf(path), 120) + " (written by " + LayerSteps.name(seen, layer) + fate + ")",
                hidden.isPresent(),
                LayerSteps.lines(seen, List.of(layer)));
    }
}
