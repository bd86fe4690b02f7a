package dev.drydock.grading;

import dev.drydock.content.Exercise;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.Engine;
import dev.drydock.engine.Image;
import dev.drydock.engine.StepResult;
import dev.drydock.sandbox.IndexMark;
import dev.drydock.sandbox.IndexRequest;
import dev.drydock.sandbox.IndexVersion;
import dev.drydock.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The builds of one submission that follow the first: unchanged, after each of the exercise's edits, and once time has gone on. */
final class Rebuilds {

    private final Sandbox sandbox;
    private final Engine engine;
    private final Exercise exercise;
    private final BuildLab lab;
    private final Set<Check.Need> needs;
    private final Observations seen;
    private final Memo<Boolean> control;
    private final Memo<Optional<Image>> later;
    private final Memo<List<StepResult>> installs;

    /** Experiments watch what a build asks the package index for, or change the index: no two of them at once. */
    private final ReentrantLock alone = new ReentrantLock();

    private final Map<String, Memo<Rebuild>> rebuilds = new ConcurrentHashMap<>();
    private final Map<String, Memo<BuildOutcome>> variants = new ConcurrentHashMap<>();
    private final IntSupplier number;

    /**
     * @param number that was drawn for the files of variants
     * @param seen of the first build
     */
    Rebuilds(
            Sandbox sandbox,
            Exercise exercise,
            BuildLab lab,
            Set<Check.Need> needs,
            IntSupplier number,
            Observations seen) {
        this.sandbox = sandbox;
        this.engine = sandbox.engine();
        this.exercise = exercise;
        this.lab = lab;
        this.needs = Set.copyOf(needs);
        this.number = number;
        this.seen = seen;
        this.control = new Memo<>(() -> {
            lab.control();
            return true;
        });
        this.later = new Memo<>(() -> alone(this::buildLater));
        this.installs = new Memo<>(() -> new Installs(this::layerOf).of(seen.build()));
    }

    Rebuild after(String edit) {
        return rebuilds.computeIfAbsent(edit, name -> new Memo<>(() -> alone(() -> rebuildAfter(name))))
                .get();
    }

    /** The same files, but for those of one of the exercise's variants. */
    BuildOutcome exchanged(String variant) {
        seen.image();
        return variants.computeIfAbsent(variant, name -> new Memo<>(() -> alone(() -> buildExchanged(name))))
                .get();
    }

    private BuildOutcome buildExchanged(String variant) {
        return lab.exchanged(variant, exercise.files(exercise.variant(variant), number.getAsInt()));
    }

    private <T> T alone(Supplier<T> experiment) {
        alone.lock();
        try {
            return experiment.get();
        } finally {
            alone.unlock();
        }
    }

    /** The first of the exercise's rebuilds that was made. */
    Optional<Rebuild> first() {
        return exercise.settings().edits().stream()
                .flatMap(edit -> Optional.ofNullable(rebuilds.get(edit.name())).stream())
                .filter(Memo::isGathered)
                .map(Memo::get)
                .findFirst();
    }

    private Rebuild rebuildAfter(String name) {
        seen.image();
        control.get();
        String nonce = UUID.randomUUID().toString();
        var edit = exercise.edit(name);
        Optional<IndexMark> mark =
                needs.contains(Check.Need.INDEX_REQUESTS) ? Optional.of(sandbox.indexMark()) : Optional.empty();
        BuildOutcome outcome = lab.edited(edit, nonce);
        Optional<List<String>> requested = mark.map(this::answeredSince);
        Optional<Image> rebuilt = outcome instanceof BuildOutcome.Built built
                ? Optional.of(engine.image(built.imageId()))
                : Optional.empty();
        boolean reaches = rebuilt.filter(image ->
                        !engine.filesContaining(image, seen.baseLayers(), nonce).isEmpty())
                .isPresent();
        return new Rebuild(
                List.of(edit.file()),
                outcome,
                installs.get(),
                outcome.steps().stream()
                        .filter(step -> BuildLab.isInstruction(step) && step.executed() && !step.cached())
                        .toList(),
                reaches,
                rebuilt,
                requested);
    }

    private List<String> answeredSince(IndexMark mark) {
        return sandbox.requests(mark).stream()
                .filter(IndexRequest::answered)
                .map(request -> request.kind() == IndexRequest.Kind.PYTHON_INDEX
                        ? "the index page of " + request.name()
                        : request.name())
                .toList();
    }

    private Optional<Installs.Layer> layerOf(BuildStep step) {
        return seen.instruction(step)
                .flatMap(instruction -> IntStream.range(
                                seen.baseLayers(), seen.image().layers().size())
                        .filter(index -> seen.layerInstruction(index)
                                .filter(instruction::equals)
                                .isPresent())
                        .mapToObj(index -> new Installs.Layer(
                                seen.files().layers().get(index),
                                () -> ImageFiles.of(seen.files().layers().subList(0, index))))
                        .findFirst());
    }

    Optional<Image> later() {
        // They need the index as it is, and whoever runs them need not wait for a build that takes long.
        exercise.settings().variants().forEach(variant -> exchanged(variant.name()));
        return later.get();
    }

    private Optional<Image> buildLater() {
        seen.image();
        sandbox.index(IndexVersion.MOVED);
        try {
            return lab.anew() instanceof BuildOutcome.Built built
                    ? Optional.of(engine.image(built.imageId()))
                    : Optional.empty();
        } finally {
            sandbox.index(IndexVersion.CURRENT);
        }
    }
}
