package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a stage's instructions can use, as far as the file sets them: its base image may set others.
 * Stages are entered in the order of the file, and their instructions added one after the other.
 */
public final class Scope {

    /** Longer chains of stages are not searched: people do not write them. */
    private static final int DEEPEST = 50;

    private final Map<String, String> global;
    private final Set<String> globalNames = new HashSet<>();
    private final Map<String, String> buildArgs;
    private final char escape;
    private final Budget budget = new Budget();
    private final List<Frame> frames = new ArrayList<>();
    /** By stage: what stages that are based on it begin with, as a thousand of them may be. */
    private final Map<Integer, Frame> inherited = new HashMap<>();

    private Frame current = new Frame(null, new HashMap<>());

    /**
     * What one stage sets.
     *
     * @param base the stage that it is based on
     */
    private record Frame(@Nullable Frame base, Map<String, Value> own) {}

    /**
     * What is known of a variable.
     *
     * @param text its value, where the file says it
     */
    private record Value(boolean set, Optional<String> text) {
        static final Value UNSET = new Value(false, Optional.empty());
        static final Value UNKNOWN = new Value(true, Optional.empty());
    }

    Scope(Dockerfile dockerfile, Map<String, String> buildArgs) {
        this.escape = dockerfile.directives().escape();
        this.buildArgs = buildArgs;
        this.global = global(dockerfile, buildArgs);
        globalNames.addAll(global.keySet());
        dockerfile.globalArgs().stream()
                .flatMap(arg -> arg.assignments().stream())
                .map(Assignment::name)
                .forEach(globalNames::add);
    }

    /** For a file that is built without build arguments. */
    public static Scope of(Dockerfile dockerfile) {
        return new Scope(dockerfile, Map.of());
    }

    /** The file may have been read with build arguments that it needs, and that are not given here. */
    private static Map<String, String> global(Dockerfile dockerfile, Map<String, String> buildArgs) {
        try {
            return GlobalScope.of(
                    dockerfile.file(),
                    dockerfile.globalArgs(),
                    buildArgs,
                    dockerfile.directives().escape(),
                    new Budget());
        } catch (DockerfileException unreadable) {
            return Map.of();
        }
    }

    /** Begins a stage, which inherits from the stage that it is based on. */
    public void enter(Stage stage) {
        enter(stage, Map.of());
    }

    /**
     * Begins a stage.
     *
     * @param environment of its base image, where it is based on one
     */
    void enter(Stage stage, Map<String, String> environment) {
        Frame base = stage.baseStage().isPresent()
                ? inherited(stage, stage.baseStage().getAsInt())
                : ofImage(environment);
        current = new Frame(base, new HashMap<>());
        frames.add(current);
    }

    private static @Nullable Frame ofImage(Map<String, String> environment) {
        Map<String, Value> values = new HashMap<>();
        environment.forEach((name, value) -> values.put(name, new Value(true, Optional.of(value))));
        return values.isEmpty() ? null : new Frame(null, values);
    }

    /** What the base sets, and what its ONBUILD sets in stages that are based on it. */
    private Frame inherited(Stage stage, int base) {
        Frame known = inherited.get(base);
        if (known != null) {
            return known;
        }
        Frame set = frames.get(base);
        if (!stage.triggers().isEmpty()) {
            set = new Frame(set, new HashMap<>());
            current = set;
            stage.triggers().forEach(this::add);
        }
        inherited.put(base, set);
        return set;
    }

    /** Goes on behind an instruction of the stage. Only ENV and ARG set anything; ONBUILD sets it in other stages. */
    public void add(Instruction instruction) {
        boolean arg = instruction.keyword().equals("ARG");
        if (!arg && !instruction.keyword().equals("ENV")) {
            return;
        }
        // All values of one instruction are substituted before any of them counts.
        var values = new HashMap<String, Value>();
        for (Assignment assignment : instruction.assignments()) {
            Optional<String> value =
                    arg ? declared(assignment) : assignment.value().flatMap(this::resolve);
            // Which of ARG and ENV wins depends on BuildKit's version.
            boolean clash = arg && isSet(assignment.name());
            values.put(assignment.name(), clash ? Value.UNKNOWN : new Value(true, value));
        }
        current.own().putAll(values);
    }

    private Optional<String> declared(Assignment assignment) {
        String given = buildArgs.get(assignment.name());
        if (given != null) {
            return Optional.of(given);
        }
        return assignment.value().isPresent()
                ? assignment.value().flatMap(this::resolve)
                : Optional.ofNullable(global.get(assignment.name()));
    }

    private Value find(String name) {
        int depth = 0;
        for (Frame frame = current; frame != null; frame = frame.base()) {
            Value value = frame.own().get(name);
            if (value != null) {
                return value;
            }
            if (++depth == DEEPEST) {
                return Value.UNKNOWN;
            }
        }
        return Value.UNSET;
    }

    /** Whether the stage, or one that it is based on, has set or declared a variable. */
    public boolean isSet(String name) {
        return find(name).set();
    }

    /** Whether FROM can use a variable: by an ARG before the first FROM, or because Docker sets it there. */
    public boolean isGlobal(String name) {
        return globalNames.contains(name);
    }

    /** What {@link #isSet} knows, where that is few names enough to be searched for a similar one. */
    public Set<String> names(int limit) {
        var names = new HashSet<String>();
        for (Frame frame = current; frame != null; frame = frame.base()) {
            if (names.size() + frame.own().size() > limit) {
                return names;
            }
            names.addAll(frame.own().keySet());
        }
        return names;
    }

    /** A text with its variables and without its quotes; empty where one of the variables is not known. */
    public Optional<String> resolve(String text) {
        return substituted(text).filter(result -> result.unset().isEmpty()).map(ShellWord.Result::text);
    }

    /**
     * What BuildKit makes of a text in a build where all that is not set here is set nowhere: nothing stands for it.
     *
     * @return empty where a variable is set, and it is not known to what
     */
    Optional<String> expand(String text) {
        boolean known = VariableUse.in(text, escape).stream()
                .map(use -> find(use.name()))
                .allMatch(value -> !value.set() || value.text().isPresent());
        return known ? substituted(text).map(ShellWord.Result::text) : Optional.empty();
    }

    private Optional<ShellWord.Result> substituted(String text) {
        var known = new HashMap<String, String>();
        for (VariableUse use : VariableUse.in(text, escape)) {
            find(use.name()).text().ifPresent(value -> known.put(use.name(), value));
        }
        try {
            return Optional.of(ShellWord.substitute(text, known, escape, budget));
        } catch (Mistake unreadable) {
            return Optional.empty();
        }
    }
}
