package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep.Position;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells what a rebuild showed.
 *
 * @param files that were edited, in words
 * @param expected of the rebuild, in words
 */
record RebuildVerdict(Observations seen, Rebuild rebuild, String files, String expected) {

    private static final int MOST_SHOWN = 4;

    static RebuildVerdict of(Observations seen, Rebuild rebuild, String expected) {
        return new RebuildVerdict(seen, rebuild, String.join(", ", rebuild.edited()), expected);
    }

    /** The image built, and does not any more. */
    Finding broken() {
        Optional<StepResult> step =
                rebuild.outcome() instanceof BuildOutcome.Failed failed ? failed.step() : Optional.empty();
        return failed(
                "the image no longer builds after the change",
                "The image built, but not any more after a small change in " + files
                        + step.map(at -> ": " + describe(at) + " failed").orElse("") + ".",
                lines(step.stream().toList()));
    }

    /** An edit that changes nothing that is installed: did any install run again? */
    Finding onFrozen() {
        List<StepResult> again = rebuild.installedAgain();
        return again.isEmpty() ? frozen() : Finding.passed(expected, "ran again: " + describe(again));
    }

    private Finding frozen() {
        boolean none = rebuild.installs().isEmpty();
        return failed(
                none ? "no step of the build installs packages" : "every install step came from the cache",
                none
                        ? "No step of the build puts packages into the image, so that a change in " + files
                                + " changes nothing."
                        : "You changed " + files
                                + ", and no package was installed again: the image keeps the packages of "
                                + "the day on which the cache was filled, whatever the list says.",
                lines(rebuild.installs()));
    }

    /** The experiment went as it should: did the installs come from the cache? */
    Finding onInstalls() {
        List<StepResult> again = rebuild.installedAgain();
        if (!again.isEmpty()) {
            return installedAgain(again);
        }
        List<String> requested = rebuild.requested().orElse(List.of());
        if (!requested.isEmpty()) {
            return askedAgain(requested);
        }
        int steps = rebuild.installs().size();
        return Finding.passed(
                expected, (steps == 1 ? "the install step" : "all " + steps + " install steps") + " cached");
    }

    private Finding installedAgain(List<StepResult> again) {
        StepResult install = again.getFirst();
        Optional<StepResult> cause = cause(install);
        String because = cause.map(step -> " because " + describe(step) + " above it brings the change in")
                .orElse(" because it reads the file itself");
        String copied =
                ". Every edit of the code then makes a new layer with all packages, which every machine pulls again.";
        String warm = ". The mount saves the downloads, but every edit of the code still costs an installation.";
        String cold = ". Every edit of the code then costs a whole installation.";
        return failed(
                "ran again: " + describe(again),
                "You changed " + files + ", and " + describe(install) + " ran again" + because
                        + (again.stream().noneMatch(RebuildVerdict::isRun)
                                ? copied
                                : again.stream().allMatch(this::hadWarmMount) ? warm : cold),
                lines(Stream.concat(cause.stream(), withoutConsequences(again)).toList()));
    }

    /** What is copied again because it was installed again is nobody's further mistake. */
    private static Stream<StepResult> withoutConsequences(List<StepResult> again) {
        List<StepResult> runs = again.stream().filter(RebuildVerdict::isRun).toList();
        return (runs.isEmpty() ? again : runs).stream();
    }

    /** Whatever its steps look like, a build that asks for packages installs. */
    private Finding askedAgain(List<String> requested) {
        List<StepResult> runs =
                rebuild.ranAgain().stream().filter(RebuildVerdict::isRun).toList();
        String asked = Listing.of(requested.stream().distinct().toList(), MOST_SHOWN);
        return failed(
                "the build asked for packages again: " + asked,
                "You changed " + files + ", and the build asked for packages again (" + asked + "), although what it "
                        + "installs has not changed. Every edit of the code then waits for downloads.",
                lines(runs.isEmpty() ? rebuild.ranAgain() : runs));
    }

    private static boolean isRun(StepResult result) {
        return result.step().position().filter(at -> at.keyword().equals("RUN")).isPresent();
    }

    Finding failed(String actual, String message, List<Lines> lines) {
        return Finding.failed(expected, actual, message, lines);
    }

    List<Lines> lines(Collection<StepResult> steps) {
        return steps.stream()
                .flatMap(step -> seen.instruction(step.step()).map(Instruction::lines).stream())
                .distinct()
                .toList();
    }

    /** The first step above the install that ran again; before it, everything came from the cache. */
    private Optional<StepResult> cause(StepResult install) {
        return install.step().position().flatMap(position -> {
            Set<Stage> below = stagesBelow(position);
            return rebuild.ranAgain().stream()
                    .filter(ran -> ran.step()
                            .position()
                            .filter(other -> isAbove(other, position, below))
                            .isPresent())
                    .findFirst();
        });
    }

    private boolean isAbove(Position other, Position install, Set<Stage> below) {
        return other.stage().equals(install.stage())
                ? other.number() < install.number()
                : seen.dockerfile().stage(other.stage()).filter(below::contains).isPresent();
    }

    /** Stages that the install's stage is built on. */
    private Set<Stage> stagesBelow(Position install) {
        var below = new HashSet<Stage>();
        Optional<Stage> next = seen.dockerfile().stage(install.stage());
        while (next.isPresent() && next.get().baseStage().isPresent()) {
            next = Optional.of(
                    seen.dockerfile().stages().get(next.get().baseStage().getAsInt()));
            below.add(next.get());
        }
        return below;
    }

    private String describe(List<StepResult> results) {
        return results.stream().map(this::describe).collect(Collectors.joining("; "));
    }

    String describe(StepResult result) {
        String text = result.step()
                .position()
                .map(Position::text)
                .orElseGet(() -> result.step().name());
        String line = seen.instruction(result.step())
                .map(instruction -> " (line " + instruction.lines().start()
                        + (hadWarmMount(result) ? ", with a warm cache mount" : "") + ")")
                .orElse("");
        return "`" + Printable.of(text, 70) + "`" + line;
    }

    /** It ran although nothing had to be downloaded: that is not the same as coming from the cache. */
    private boolean hadWarmMount(StepResult result) {
        return seen.instruction(result.step()).filter(Guilty::hasCacheMount).isPresent();
    }
}
