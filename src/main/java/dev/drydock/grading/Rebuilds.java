package dev.drydock.grading;

import dev.drydock.content.Edit;
import dev.drydock.content.Exercise;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Engine;
import dev.drydock.engine.Image;
import dev.drydock.sandbox.IndexMark;
import dev.drydock.sandbox.IndexRequest;
import dev.drydock.sandbox.IndexVersion;
import dev.drydock.sandbox.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The builds of one submission that follow the first: unchanged, after each of the exercise's edits, and once time has gone on. */
final class Rebuilds {

    private final Sandbox sandbox;
    private final Engine engine;
    private final Exercise exercise;
    private final BuildLab lab;
    private final Set<Check.Need> needs;
    private final Observations seen;
    private final Memo<Boolean> control;
    private final Memo<Later> later;
    private final Memo<List<Install>> installs;

    /** Experiments watch what a build asks the package index for, or change the index: no two of them at once. */
    private final ReentrantLock alone = new ReentrantLock();

    private final Map<String, Memo<Rebuild>> rebuilds = new ConcurrentHashMap<>();
    private final Map<String, Memo<Rebuild>> second = new ConcurrentHashMap<>();
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
        this.installs = new Memo<>(
                () -> new Installs(seen::instruction).of(seen.build(), new Stages(engine, lab, seen).layers()));
    }

    Rebuild after(String edit) {
        return rebuilds.computeIfAbsent(
                        edit, name -> new Memo<>(() -> alone(() -> rebuildAfter(name, Optional.empty()))))
                .get();
    }

    /**
     * Once more: another requirement of the list is raised, and none added; where there is none to raise, another one is added
     * than the first time.
     */
    Rebuild again(String edit) {
        Optional<Rebuild> before = Optional.of(after(edit));
        return second.computeIfAbsent(edit, name -> new Memo<>(() -> alone(() -> rebuildAfter(name, before))))
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

    private Rebuild rebuildAfter(String name, Optional<Rebuild> earlier) {
        seen.image();
        control.get();
        var edit = exercise.edit(name);
        byte[] original = lab.original(edit);
        Change change = change(edit, original, earlier);
        List<Install> before = installs();
        Optional<IndexMark> mark =
                needs.contains(Check.Need.INDEX_REQUESTS) ? Optional.of(sandbox.indexMark()) : Optional.empty();
        BuildOutcome outcome = edited(edit, change);
        Optional<List<String>> requested = mark.map(this::answeredSince);
        Optional<Image> rebuilt = image(outcome);
        return new Rebuild(
                List.of(edit.file()),
                outcome,
                before.stream().map(Install::step).toList(),
                new Reinstalls(seen, before).in(outcome, rebuilt),
                Reinstalls.executed(outcome),
                rebuilt.map(image -> arrival(image, edit.file(), change))
                        .orElseGet(() -> new Arrival(false, Map.of(), Optional.empty())),
                rebuilt,
                requested,
                change.added(),
                change.raised());
    }

    /** What the first rebuild did is not done again. */
    private Change change(Edit edit, byte[] original, Optional<Rebuild> earlier) {
        Optional<String> raised = drawn(without(earlier.flatMap(Rebuild::raised), edit.raisable(original)));
        if (earlier.isPresent() && raised.isPresent()) {
            return Change.raising(original, raised.get());
        }
        Optional<String> added = draw(edit, earlier.flatMap(Rebuild::added));
        String word = added.orElseGet(() -> UUID.randomUUID().toString());
        return Change.by(edit, original, word, added, raised);
    }

    /** Where a list of packages is edited, newer ones are out as well: it is the list that has to say which come. */
    private BuildOutcome edited(Edit edit, Change change) {
        Map<String, byte[]> files = new HashMap<>(Map.of(edit.file(), change.content()));
        change.additions().forEach(added -> files.put(added.path(), added.content()));
        if (edit.candidates().isEmpty()) {
            return lab.edited(edit, files);
        }
        sandbox.index(IndexVersion.MOVED);
        try {
            return lab.edited(edit, files);
        } finally {
            sandbox.index(IndexVersion.CURRENT);
        }
    }

    private Arrival arrival(Image rebuilt, String edited, Change change) {
        var after = new Arrival.Side(rebuilt, seen.files(rebuilt), change.content());
        Arrival arrival = Arrival.of(
                engine,
                seen.baseLayers(),
                new Arrival.Side(seen.image(), seen.files(), change.original()),
                after,
                change.word());
        return Arrival.missing(engine, seen.baseLayers(), after, edited, change.additions())
                .findFirst()
                .map(added -> arrival.without(new Arrival.Missing(added.path(), lab.ignoredBy(added.path()))))
                .orElse(arrival);
    }

    /** One of the requirements that an edit may add: what the image has already would prove nothing. */
    private Optional<String> draw(Edit edit, Optional<String> except) {
        if (edit.candidates().isEmpty()) {
            return Optional.empty();
        }
        List<String> missing = without(except, edit.candidates()).stream()
                .filter(candidate -> seen.files()
                        .matching(path -> Distribution.at(path)
                                .filter(there -> there.isNamed(candidate))
                                .isPresent())
                        .findAny()
                        .isEmpty())
                .toList();
        if (missing.isEmpty()) {
            throw new Unobservable("the image has every package that could be added to " + edit.file());
        }
        return drawn(missing);
    }

    private static List<String> without(Optional<String> one, List<String> all) {
        return all.stream().filter(each -> one.filter(each::equals).isEmpty()).toList();
    }

    private static Optional<String> drawn(List<String> some) {
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(some.get(ThreadLocalRandom.current().nextInt(some.size())));
    }

    private Optional<Image> image(BuildOutcome outcome) {
        return outcome instanceof BuildOutcome.Built built
                ? Optional.of(engine.image(built.imageId()))
                : Optional.empty();
    }

    /** Steps of the first build that put packages into a stage. */
    List<Install> installs() {
        return installs.get();
    }

    private List<String> answeredSince(IndexMark mark) {
        return sandbox.requests(mark).stream()
                .filter(IndexRequest::answered)
                .map(request -> request.kind() == IndexRequest.Kind.PYTHON_INDEX
                        ? "the index page of " + request.name()
                        : request.name())
                .toList();
    }

    Later later() {
        // They need the index as it is, and whoever runs them need not wait for a build that takes long.
        exercise.settings().variants().forEach(variant -> exchanged(variant.name()));
        return later.get();
    }

    private Later buildLater() {
        seen.image();
        // Afterwards the cache no longer holds what the first build left there.
        installs();
        sandbox.index(IndexVersion.MOVED);
        try {
            BuildOutcome outcome = lab.anew();
            return new Later(outcome, image(outcome));
        } finally {
            sandbox.index(IndexVersion.CURRENT);
        }
    }
}
