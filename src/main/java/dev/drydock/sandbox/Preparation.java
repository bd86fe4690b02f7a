package dev.drydock.sandbox;

import dev.drydock.engine.OuterEngine;
import dev.drydock.files.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes what sandboxes need, once per machine: the images of sandbox and mirror, and the bases in the seed. Each thing
 * is named after a fingerprint of what it is made from, so that it is made again when that changes and otherwise found;
 * a run that was interrupted goes on with what is missing.
 */
final class Preparation {

    private final OuterEngine outer;
    private final Home home;
    private final Limits limits;
    private final Progress progress;
    /** What each thing is made from, read once: a recipe that changes meanwhile counts from the next start on. */
    private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

    private final Recipe sandboxRecipe;
    private final Recipe mirrorRecipe;
    private final Recipe wheelsRecipe;

    Preparation(OuterEngine outer, Home home, Limits limits, Progress progress) {
        this.outer = outer;
        this.home = home;
        this.limits = limits;
        this.progress = progress;
        this.sandboxRecipe = Recipe.named(home, "sandbox");
        this.mirrorRecipe = Recipe.named(home, "mirror");
        this.wheelsRecipe = Recipe.named(home, "wheels");
    }

    String sandboxImage() {
        return "drydock/sandbox:" + sandboxFingerprint();
    }

    String mirrorImage() {
        return "drydock/mirror:"
                + fingerprints.computeIfAbsent(
                        mirrorRecipe.name(), name -> mirrorRecipe.fingerprint(wheelsRecipe.folder()));
    }

    private String sandboxFingerprint() {
        return fingerprints.computeIfAbsent(sandboxRecipe.name(), name -> sandboxRecipe.fingerprint());
    }

    private Seed seed() {
        return new Seed(outer, home, sandboxFingerprint());
    }

    private String fingerprint(Base base) {
        String made = fingerprints.computeIfAbsent(
                base.recipe(),
                name -> Recipe.named(home, name)
                        .fingerprint(home.bases().resolve("layer"), home.bases().resolve("seed")));
        // Sandboxes know a base by all of its names.
        return base.aliases().isEmpty()
                ? made
                : made + "-" + Integer.toHexString(base.aliases().hashCode());
    }

    /** Where the base is in the seed, if it is. */
    Optional<PreparedBase> find(Base base) {
        return seed().find(base, fingerprint(base));
    }

    boolean isComplete(Collection<Base> bases) {
        return outer.imageLabels(sandboxImage()).isPresent()
                && outer.imageLabels(mirrorImage()).isPresent()
                && !seed().isBroken()
                && bases.stream().allMatch(base -> find(base).isPresent());
    }

    /**
     * Makes what is missing; the caller then starts the mirror and calls {@link #fillSeed}.
     *
     * @return the folder with the root file system of each base that the seed lacks
     */
    Map<Base, Path> makeImages(Collection<Base> bases) {
        List<Future<?>> running = new ArrayList<>();
        Map<Base, Path> roots = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Base base : bases) {
                if (find(base).isEmpty()) {
                    Path out = work(base.recipe());
                    roots.put(base, out);
                    running.add(threads.submit(
                            () -> Recipe.named(home, base.recipe()).run(out, progress)));
                }
            }
            if (outer.imageLabels(sandboxImage()).isEmpty()) {
                running.add(threads.submit(this::makeSandboxImage));
            }
            if (outer.imageLabels(mirrorImage()).isEmpty()) {
                running.add(threads.submit(this::makeMirrorImage));
            }
        }
        running.forEach(Preparation::rethrow);
        return roots;
    }

    private static void rethrow(Future<?> done) {
        if (done.state() == Future.State.FAILED) {
            if (done.exceptionNow() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(done.exceptionNow());
        }
    }

    private void makeSandboxImage() {
        Path out = work("sandbox");
        sandboxRecipe.run(out, progress);
        outer.importImage(out.resolve("rootfs.tar"), sandboxImage(), sandboxRecipe.changes(), labels());
        Folders.remove(out);
        progress.say("sandbox", "ready");
    }

    private void makeMirrorImage() {
        Path out = work("mirror");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> wheels = threads.submit(() -> wheelsRecipe.run(out, progress));
            mirrorRecipe.run(out, progress);
            wheels.get();
            // The index is part of the image: what a pip install finds never changes under a running mirror.
            RootFilesystem.merge(
                    out.resolve("rootfs.tar"), out.resolve("wheels.tar"), "srv/index", out.resolve("merged.tar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PreparationException("The preparation was interrupted.", "Run the command again.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        }
        Map<String, String> labels = new HashMap<>(labels());
        labels.putAll(DebianArchive.here().labels());
        outer.importImage(out.resolve("merged.tar"), mirrorImage(), mirrorRecipe.changes(), labels);
        Folders.remove(out);
        progress.say("mirror", "ready");
    }

    private static Map<String, String> labels() {
        return Map.of("dev.drydock.role", "image");
    }

    /** Puts bases that {@link #makeImages} made into the seed. */
    void fillSeed(Map<Base, Path> roots, Mirror mirror) {
        Seed seed = seed();
        roots.forEach((base, made) -> {
            progress.say(base.ref(), "putting it where sandboxes find it");
            seed.add(
                    base,
                    fingerprint(base),
                    Recipe.named(home, base.recipe()),
                    made.resolve("rootfs.tar"),
                    mirror,
                    sandboxImage(),
                    limits);
            Folders.remove(made);
            progress.say(base.ref(), "ready");
        });
    }

    void discardBrokenSeed() {
        seed().discardIfBroken();
    }

    /** What is there now. */
    Prepared prepared(Collection<Base> catalogue) {
        List<PreparedBase> found =
                catalogue.stream().flatMap(base -> find(base).stream()).toList();
        return new Prepared(sandboxImage(), mirrorImage(), seed().volume(), found);
    }

    private Path work(String name) {
        Path folder = home.data().resolve("work").resolve(name);
        Folders.remove(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder, e);
        }
    }
}
