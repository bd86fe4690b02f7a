package dev.drydock.lint.shell;

import dev.drydock.dockerfile.HereDocument;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The commands that a RUN runs, in the order in which they are written, those of subshells, substitutions, here-documents
 * and {@code bash -c} among them.
 *
 * @param commands of all of them
 */
public record Script(List<ShellCommand> commands) {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");

    public Script {
        commands = List.copyOf(commands);
    }

    /** Whether a program of this name runs shell commands. */
    public static boolean isShell(String program) {
        return SHELLS.contains(program);
    }

    /** The commands of a RUN in either form; none of any other instruction. */
    public static Script of(Instruction instruction) {
        if (!instruction.keyword().equals("RUN") || instruction.words().isEmpty()) {
            return new Script(List.of());
        }
        var parser = new Parser();
        if (instruction.form() == Instruction.Form.EXEC) {
            parser.exec(instruction);
        } else {
            parser.parse(instruction.words().getFirst().source(), Optional.empty());
            hereDocuments(instruction, parser);
        }
        return new Script(parser.commands());
    }

    /** The commands of a text, as a shell would run it. */
    public static Script of(SourceText text) {
        var parser = new Parser();
        parser.parse(text, Optional.empty());
        return new Script(parser.commands());
    }

    /** Here-documents are programs where no command stands before them, or a shell that reads them. */
    private static void hereDocuments(Instruction run, Parser parser) {
        Optional<ShellCommand> reader = parser.commands().stream()
                .filter(command -> !command.words().isEmpty())
                .findFirst();
        if (reader.isPresent() && !isShell(reader.get().program())) {
            return;
        }
        for (HereDocument document : run.heredocs()) {
            if (!isShellScript(document.content())) {
                continue;
            }
            if (reader.isPresent()) {
                parser.parse(document.content(), reader);
            } else {
                parser.goOn(document.content());
            }
        }
    }

    private static boolean isShellScript(SourceText content) {
        if (!content.startsWith("#!", 0)) {
            return true;
        }
        String first = content.toString().lines().findFirst().orElse("");
        String[] interpreter = first.substring(2).strip().split("\\s+");
        boolean named = interpreter[0].endsWith("/env") && interpreter.length > 1;
        String program = interpreter[named ? 1 : 0];
        return isShell(program.substring(program.lastIndexOf('/') + 1));
    }
}
