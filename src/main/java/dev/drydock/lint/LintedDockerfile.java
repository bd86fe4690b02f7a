package dev.drydock.lint;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.shell.Script;
import dev.drydock.lint.shell.ShellCommand;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What rules see of a Dockerfile. What several of them need is worked out once. */
public final class LintedDockerfile {

    private final Dockerfile dockerfile;
    private final Map<Instruction, Script> scripts = new IdentityHashMap<>();
    private final Map<Instruction, List<Optional<String>>> resolved;

    /** By number of the stage; worked out once, as a file may have a hundred thousand of them. */
    private final BitSet inFinalImage = new BitSet();

    /** For one file. */
    public LintedDockerfile(Dockerfile dockerfile) {
        this.dockerfile = dockerfile;
        this.resolved = Resolution.of(dockerfile);
        dockerfile.finalChain().forEach(stage -> inFinalImage.set(stage.index()));
    }

    public Dockerfile dockerfile() {
        return dockerfile;
    }

    public List<Stage> stages() {
        return dockerfile.stages();
    }

    /** Whether what a stage writes is part of the final image, unless copied from there. */
    public boolean reachesImage(Stage stage) {
        return inFinalImage.get(stage.index());
    }

    /** The instructions of a stage; for ONBUILD, what it holds. */
    public static Stream<Instruction> effective(Stage stage) {
        return stage.instructions().stream()
                .map(instruction -> instruction.trigger().orElse(instruction));
    }

    /** All instructions with this keyword, in any stage or waiting in ONBUILD. */
    public Stream<Instruction> all(String keyword) {
        return stages().stream()
                .flatMap(LintedDockerfile::effective)
                .filter(instruction -> instruction.keyword().equals(keyword));
    }

    /** The shell commands of a RUN; none of any other instruction. */
    public List<ShellCommand> commands(Instruction instruction) {
        return scripts.computeIfAbsent(instruction, Script::of).commands();
    }

    /**
     * What the words of an ADD, ENV, EXPOSE, USER or WORKDIR say, without quotes and with variables substituted; nothing
     * for a word with a variable that the file gives no value.
     */
    public List<Optional<String>> resolved(Instruction instruction) {
        return resolved.getOrDefault(instruction, List.of());
    }
}
