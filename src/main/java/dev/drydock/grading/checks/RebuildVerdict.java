package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.dockerfile.Mount;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.BuildStep.Position;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
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

    /** The experiment went as it should: did any install run again? */
    Finding onFrozen() {
        List<StepResult> again = again();
        if (!again.isEmpty()) {
            return Finding.passed(
                    expected, "ran again: " + again.stream().map(this::describe).collect(Collectors.joining("; ")));
        }
        boolean none = rebuild.installs().isEmpty();
        return failed(
                none ? "no step of the build installs packages" : "every install step came from the cache",
                none
                        ? "No step of the build puts packages into the image, so that a change in " + files
                                + " changes nothing."
                        : "You changed " + files
                                + ", and no package was installed again: the image keeps the packages of "
                                + "the day on which the cache was filled, whatever the list says.",
                rebuild.installs().stream()
                        .flatMap(step -> seen.instruction(step.step()).map(Instruction::lines).stream())
                        .distinct()
                        .toList());
    }

    private List<StepResult> again() {
        return rebuild.installs().stream()
                .filter(install -> rebuild.ranAgain().stream().anyMatch(ran -> same(ran, install)))
                .toList();
    }

    /** The experiment went as it should: did the installs come from the cache? */
    Finding onInstalls() {
        List<StepResult> again = again();
        if (again.isEmpty()) {
            int steps = rebuild.installs().size();
            return Finding.passed(
                    expected, (steps == 1 ? "the install step" : "all " + steps + " install steps") + " cached");
        }
        StepResult install = again.getFirst();
        Optional<StepResult> cause = cause(install);
        List<Lines> lines = Stream.concat(cause.stream(), again.stream())
                .flatMap(step -> seen.instruction(step.step()).map(Instruction::lines).stream())
                .distinct()
                .toList();
        String because = cause.map(step -> " because " + describe(step) + " above it brings the change in")
                .orElse(" because it reads the file itself");
        return failed(
                "ran again: " + again.stream().map(this::describe).collect(Collectors.joining("; ")),
                "You changed " + files + ", and " + describe(install) + " ran again" + because
                        + (again.stream().allMatch(this::hadWarmMount)
                                ? ". The mount saves the downloads, but every edit of the code still costs an installation."
                                : ". Every edit of the code then costs a whole installation."),
                lines);
    }

    Finding failed(String actual, String message, List<Lines> lines) {
        return Finding.failed(expected, actual, message, lines);
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

    /** By stage, number and text: a digest changes with everything above the step. */
    private static boolean same(StepResult one, StepResult other) {
        return key(one).equals(key(other));
    }

    private static String key(StepResult result) {
        return result.step()
                .position()
                .map(position -> position.stage() + "\n" + position.number() + "\n" + position.text())
                .orElseGet(() -> result.step().digest());
    }

    private String describe(StepResult result) {
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
        return seen.instruction(result.step()).stream()
                .flatMap(instruction -> instruction.flagsNamed("mount").stream())
                .anyMatch(flag -> Mount.of(flag.valueOrEmpty()).type().equals("cache"));
    }
}
