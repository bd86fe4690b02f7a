package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Groups instructions into stages and finds what each stage is based on. */
final class StageAssembler {

    private final String file;
    private final char escape;
    private final Map<String, String> buildArgs;
    private final Budget budget = new Budget();
    private final List<Instruction> globalArgs = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    /** By stage, as a stage that a thousand others build on is not to be searched a thousand times. */
    private final Map<Integer, List<Instruction>> triggers = new HashMap<>();

    private record Draft(Instruction from, Optional<String> name, List<Instruction> instructions) {}

    StageAssembler(String file, char escape, Map<String, String> buildArgs) {
        this.file = file;
        this.escape = escape;
        this.buildArgs = buildArgs;
    }

    void add(Instruction instruction) {
        try {
            ArgumentRules.check(instruction);
            FlagRules.check(instruction);
            place(instruction);
        } catch (Mistake mistake) {
            throw mistake.at(file, instruction.source());
        }
    }

    private void place(Instruction instruction) {
        if (instruction.keyword().equals("FROM")) {
            drafts.add(new Draft(instruction, ArgumentRules.stageName(instruction), new ArrayList<>()));
        } else if (!drafts.isEmpty()) {
            drafts.getLast().instructions().add(instruction);
        } else if (instruction.keyword().equals("ARG")) {
            globalArgs.add(instruction);
        } else {
            throw new Mistake(
                    instruction.keyword() + " stands before the first FROM.",
                    "Begin the file with FROM and the image to build on; only ARG may come before it.");
        }
    }

    List<Instruction> globalArgs() {
        return globalArgs;
    }

    List<Stage> stages() {
        Map<String, String> scope = GlobalScope.of(file, globalArgs, buildArgs, escape, budget);
        var byName = new HashMap<String, Stage>();
        var stages = new ArrayList<Stage>();
        for (Draft draft : drafts) {
            Stage stage = stage(stages.size(), draft, scope, byName);
            stages.add(stage);
            // A name that is given twice means the later stage from there on.
            stage.name().ifPresent(name -> byName.put(name, stage));
        }
        return stages;
    }

    private Stage stage(int index, Draft draft, Map<String, String> scope, Map<String, Stage> byName) {
        Instruction from = draft.from();
        String base = base(from, scope);
        Optional<String> platform = from.flagsNamed("platform").stream()
                .findFirst()
                .map(flag ->
                        substituted(flag.valueOrEmpty(), flag.source(), scope).text());
        Stage parent = byName.get(base);
        return new Stage(
                index,
                draft.name(),
                from,
                platform,
                base,
                draft.instructions(),
                parent == null ? OptionalInt.empty() : OptionalInt.of(parent.index()),
                parent == null ? List.of() : triggers.computeIfAbsent(parent.index(), at -> triggers(parent)));
    }

    private static List<Instruction> triggers(Stage parent) {
        return List.copyOf(parent.instructions().stream()
                .flatMap(instruction -> instruction.trigger().stream())
                .toList());
    }

    private String base(Instruction from, Map<String, String> scope) {
        Word written = from.words().getFirst();
        ShellWord.Result base = substituted(written.text(), written.source(), scope);
        if (base.text().isEmpty()) {
            throw nothingLeft(written.text(), base).at(file, written.source());
        }
        return base.text();
    }

    private ShellWord.Result substituted(String text, SourceText source, Map<String, String> scope) {
        try {
            return ShellWord.substitute(text, scope, escape, budget);
        } catch (Mistake mistake) {
            throw mistake.at(file, source);
        }
    }

    private static Mistake nothingLeft(String written, ShellWord.Result base) {
        String missing = base.unset().stream().findFirst().map(Printable::of).orElse("NAME");
        return new Mistake(
                "Nothing is left of \"" + Printable.of(written) + "\" after its variables are substituted.",
                "Give the variable a default before the first FROM: ARG " + missing + "=…");
    }
}
