package dev.drydock.dockerfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The instructions that BuildKit numbers, {@code [stage n/m]}. Those are FROM an image, RUN, COPY, ADD and each WORKDIR
 * that makes a directory: one that leads to {@code /} has no step, although BuildKit counts it in the total.
 */
public final class NumberedSteps {

    private static final Set<String> NUMBERED = Set.of("RUN", "COPY", "ADD", "WORKDIR");

    private final Scope scope;
    private final Function<String, Base> bases;
    /** By stage: its steps as far as they are known, so that the last one of a list may not be the stage's last. */
    private final List<List<Instruction>> steps = new ArrayList<>();
    /** By stage: where it ends; empty if that is not known. */
    private final Map<Integer, Optional<String>> directories = new HashMap<>();

    /**
     * What stages inherit from an image.
     *
     * @param workingDirectory empty where it sets none
     */
    public record Base(String workingDirectory, Map<String, String> environment) {

        /** An image that sets nothing. */
        public static final Base NONE = new Base("", Map.of());

        public Base {
            environment = Map.copyOf(environment);
        }
    }

    private NumberedSteps(Scope scope, Function<String, Base> bases) {
        this.scope = scope;
        this.bases = bases;
    }

    /**
     * Numbers the steps of all stages, for a build without build arguments.
     *
     * @param bases looks an image up; asked only where it matters
     */
    public static NumberedSteps of(Dockerfile dockerfile, Function<String, Base> bases) {
        var numbered = new NumberedSteps(Scope.of(dockerfile), bases);
        dockerfile.stages().forEach(numbered::add);
        return numbered;
    }

    /**
     * The instruction that BuildKit calls step {@code number} of a stage.
     *
     * @param number 1 is FROM where the base is an image, and the first RUN, COPY, ADD or WORKDIR where it is not
     * @return empty if there is none, or it cannot be told
     */
    public Optional<Instruction> step(Stage stage, int number) {
        List<Instruction> known = steps.get(stage.index());
        return number < 1 || number > known.size() ? Optional.empty() : Optional.of(known.get(number - 1));
    }

    private void add(Stage stage) {
        Base base = stage.isOnImage() && dependsOnBase(stage) ? bases.apply(stage.base()) : Base.NONE;
        scope.enter(stage, base.environment());
        Optional<String> directory = stage.baseStage().isPresent()
                ? directories.getOrDefault(stage.baseStage().getAsInt(), Optional.empty())
                : Optional.of(base.workingDirectory());
        List<Instruction> known = new ArrayList<>();
        if (stage.isOnImage()) {
            known.add(stage.from());
        }
        boolean certain = true;
        List<Instruction> all = stage.everything();
        for (int i = 0; i < all.size(); i++) {
            Instruction instruction = all.get(i);
            if (instruction.keyword().equals("WORKDIR")) {
                directory = next(directory, instruction);
                certain &= directory.isPresent();
            }
            if (certain && isNumbered(instruction, directory)) {
                known.add(instruction);
            }
            // What ONBUILD left to the stage is in the scope already.
            if (i >= stage.triggers().size()) {
                scope.add(instruction);
            }
        }
        steps.add(List.copyOf(known));
        directories.put(stage.index(), directory);
    }

    /** A path that begins with a slash and has no variable says by itself where it leads. */
    private static boolean dependsOnBase(Stage stage) {
        return stage.everything().stream()
                .filter(instruction -> instruction.keyword().equals("WORKDIR"))
                .map(NumberedSteps::path)
                .anyMatch(path -> !path.startsWith("/") || path.contains("$"));
    }

    private static String path(Instruction workdir) {
        return String.join(" ", workdir.arguments());
    }

    private static boolean isNumbered(Instruction instruction, Optional<String> directory) {
        return NUMBERED.contains(instruction.keyword())
                && !(instruction.keyword().equals("WORKDIR") && directory.equals(Optional.of("/")));
    }

    private Optional<String> next(Optional<String> directory, Instruction workdir) {
        return scope.expand(path(workdir)).flatMap(path -> {
            // BuildKit takes a whole path as it stands: for `WORKDIR //` it makes a directory.
            return path.startsWith("/") ? Optional.of(path) : directory.map(current -> joined(current, path));
        });
    }

    private static String joined(String directory, String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (directory + "/" + path).split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
