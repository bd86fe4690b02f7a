package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import dev.drydock.lint.shell.ShellCommand;
import dev.drydock.lint.shell.ShellCommand.Link;
import java.util.Set;
import java.util.stream.Collectors;

/** Nobody can answer while an image is built. */
@AutoService(Rule.class)
public final class AptWithoutYes implements Rule {

    private static final Set<String> ANSWERERS = Set.of("yes", "echo", "printf");

    @Override
    public String id() {
        return "apt-without-yes";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String title() {
        return "Answers apt-get's question beforehand";
    }

    @Override
    public String lesson() {
        return "03-layers-and-cache#apt";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        InForce.walk(
                file,
                false,
                (above, instruction) -> above || Apt.configures(instruction, "Assume-Yes"),
                (stage, instruction, above) -> {
                    if (!above && !Apt.configures(instruction, "Assume-Yes")) {
                        check(file, instruction, findings);
                    }
                });
    }

    private static void check(LintedDockerfile file, Instruction run, Findings findings) {
        Set<Integer> fed = file.commands(run).stream()
                .filter(command -> ANSWERERS.contains(command.program()))
                .map(ShellCommand::pipeline)
                .collect(Collectors.toSet());
        Apt.calls(file, run).stream()
                .filter(apt -> apt.is("install") && !saysYes(apt) && !isFed(apt.command(), fed))
                .forEach(apt -> findings.add(
                        apt.source(),
                        "apt asks before it installs what a library needs besides itself, nobody can answer during a "
                                + "build, and the build ends there. DEBIAN_FRONTEND=noninteractive does not answer.",
                        "Write -y behind install, as in apt-get install -y --no-install-recommends curl."));
    }

    private static boolean saysYes(Apt apt) {
        return apt.has("-y", "--yes", "--assume-yes", "-q=2", "--quiet=2")
                || apt.options().stream()
                                .filter(option -> option.equals("-q") || option.equals("--quiet"))
                                .count()
                        > 1
                || apt.turnsOn("APT::Get::Assume-Yes");
    }

    /** Whether another command writes the answers. */
    private static boolean isFed(ShellCommand command, Set<Integer> fedPipelines) {
        return command.link() == Link.PIPE && fedPipelines.contains(command.pipeline());
    }
}
