package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import dev.drydock.lint.shell.ShellCommand;

/** sudo has no use while an image is built. */
@AutoService(Rule.class)
public final class Sudo implements Rule {

    @Override
    public String id() {
        return "sudo";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Builds without sudo";
    }

    @Override
    public String lesson() {
        return "07-hardening#non-root";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        file.all("RUN")
                .flatMap(run -> file.commands(run).stream())
                .filter(Sudo::isSudo)
                .forEach(command -> findings.add(
                        command.words().getFirst().source(),
                        "A RUN has the rights of the last USER, and of root without one: sudo gives it nothing, and an "
                                + "image that holds sudo gives root to whoever breaks into the model server.",
                        "Delete sudo. Where a step needs root after USER, put it above that USER."));
    }

    private static boolean isSudo(ShellCommand command) {
        return !command.words().isEmpty() && command.words().getFirst().text().equals("sudo");
    }
}
