package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Printable;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import dev.drydock.lint.shell.ShellCommand;
import dev.drydock.lint.shell.ShellWord;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What cd does ends with its RUN. */
@AutoService(Rule.class)
public final class CdInsteadOfWorkdir implements Rule {

    @Override
    public String id() {
        return "cd-instead-of-workdir";
    }

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String title() {
        return "Changes the directory with WORKDIR";
    }

    @Override
    public String lesson() {
        return "02-dockerfile-anatomy#workdir";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        file.all("RUN").filter(run -> run.form() == Instruction.Form.SHELL).forEach(run -> {
            List<ShellCommand> commands = file.commands(run);
            List<ShellCommand> changes = ownCommands(commands).stream()
                    .filter(CdInsteadOfWorkdir::changes)
                    .toList();
            if (!changes.isEmpty()) {
                check(changes, commands.getLast(), findings);
            }
        });
    }

    private static void check(List<ShellCommand> changes, ShellCommand last, Findings findings) {
        if (changes.getLast() == last) {
            findings.add(
                    changes.getLast().source(),
                    "This cd has no effect: each RUN, and the model server at the end, starts in WORKDIR again.",
                    "Write WORKDIR " + folder(changes.getLast()) + " instead, which holds for everything below it.");
        }
        if (changes.getFirst() != last) {
            findings.add(
                    changes.getFirst().source(),
                    "This cd ends with its RUN, so that the steps below, and relative paths to the model in them, start "
                            + "from WORKDIR again.",
                    "Write WORKDIR " + folder(changes.getFirst()) + " above this RUN. Where only these commands need "
                            + "it, put them in brackets: (cd … && …).");
        }
    }

    private static String folder(ShellCommand cd) {
        String folder = cd.arguments().getLast().source().toString();
        boolean computed = folder.contains("$(") || folder.contains("`");
        return computed ? "with the folder" : Printable.of(folder);
    }

    private static boolean changes(ShellCommand command) {
        List<String> to = command.arguments().stream().map(ShellWord::text).toList();
        boolean back = to.isEmpty()
                || to.contains("-")
                || to.contains("$OLDPWD")
                || to.getLast().startsWith("..");
        return command.program().equals("cd") && !back;
    }

    /** Without those of subshells, substitutions and other shells, and without a cd in a pipe. */
    private static List<ShellCommand> ownCommands(List<ShellCommand> commands) {
        Map<Integer, Long> sizes =
                commands.stream().collect(Collectors.groupingBy(ShellCommand::pipeline, Collectors.counting()));
        return commands.stream()
                .filter(command -> command.subshell() == 0
                        && command.host().isEmpty()
                        && sizes.getOrDefault(command.pipeline(), 0L) == 1)
                .toList();
    }
}
