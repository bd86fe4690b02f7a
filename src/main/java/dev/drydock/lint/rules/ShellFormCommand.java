package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Instruction.Form;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.Optional;

/** A shell between Docker and the service keeps the signal to stop for itself. */
@AutoService(Rule.class)
public final class ShellFormCommand implements Rule {

    @Override
    public String id() {
        return "shell-form-command";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Starts the service without a shell around it";
    }

    @Override
    public String lesson() {
        return "02-dockerfile-anatomy#exec-form";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        Dockerfile dockerfile = file.dockerfile();
        Optional<Instruction> entrypoint =
                dockerfile.inForce("ENTRYPOINT").filter(found -> !found.words().isEmpty());
        Optional<Instruction> command =
                dockerfile.inForce("CMD").filter(found -> !found.words().isEmpty());
        if (entrypoint.filter(ShellFormCommand::isShellForm).isPresent()) {
            checkSignals(entrypoint.get(), dockerfile, findings);
            command.ifPresent(cmd -> reportIgnored(cmd, entrypoint.get(), findings));
        } else if (command.filter(ShellFormCommand::isShellForm).isPresent()) {
            if (entrypoint.isPresent()) {
                reportArguments(command.get(), entrypoint.get(), findings);
            } else {
                checkSignals(command.get(), dockerfile, findings);
            }
        }
    }

    private static boolean isShellForm(Instruction instruction) {
        return instruction.form() == Form.SHELL;
    }

    private static void checkSignals(Instruction instruction, Dockerfile dockerfile, Findings findings) {
        SourceText text = instruction.words().getFirst().source();
        var written = new ShellForm(text);
        if (written.looksLikeJson()) {
            findings.add(
                    text,
                    "This is no JSON, so that Docker hands it to a shell as it stands, which finds no such program.",
                    "Write words in double quotes with commas between them: " + instruction.keyword()
                            + " [\"python\", \"app.py\"]");
        } else if (!written.givesWay() && !(written.isOneCommand() && runsBash(dockerfile))) {
            findings.add(
                    text,
                    "In shell form a shell is process 1, and that of Debian and Ubuntu passes no SIGTERM on: docker stop "
                            + "waits ten seconds, then kills the model server with its requests in flight.",
                    written.mend(instruction.keyword()));
        }
    }

    /** Bash lets a single command take its place. */
    private static boolean runsBash(Dockerfile dockerfile) {
        return dockerfile
                .inForce("SHELL")
                .map(shell -> shell.arguments().getFirst())
                .filter(shell -> shell.equals("bash") || shell.endsWith("/bash"))
                .isPresent();
    }

    private static void reportIgnored(Instruction command, Instruction entrypoint, Findings findings) {
        findings.add(
                command.keywordSpan(),
                "Docker ignores CMD, and what follows the image in docker run, as ENTRYPOINT in line "
                        + entrypoint.lines().start() + " is in shell form: options for the model never arrive.",
                new ShellForm(entrypoint.words().getFirst().source())
                        .execForm()
                        .map(exec -> "Write ENTRYPOINT " + exec)
                        .orElse("Write ENTRYPOINT in exec form, such as ENTRYPOINT [\"./start.sh\"]"));
    }

    private static void reportArguments(Instruction command, Instruction entrypoint, Findings findings) {
        SourceText text = command.words().getFirst().source();
        findings.add(
                text,
                "ENTRYPOINT in line " + entrypoint.lines().start()
                        + " is given the words /bin/sh and -c and this text as its arguments, which it takes for options "
                        + "or files of the model server.",
                new ShellForm(text)
                        .execForm()
                        .map(exec -> "Write CMD " + exec)
                        .orElse("Write the arguments as JSON, such as CMD [\"--port\", \"8000\"]"));
    }
}
