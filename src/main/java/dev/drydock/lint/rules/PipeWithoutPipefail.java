package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import dev.drydock.lint.shell.ShellCommand;
import dev.drydock.lint.shell.ShellCommand.Link;
import dev.drydock.lint.shell.ShellWord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A pipe succeeds where its last command does. */
@AutoService(Rule.class)
public final class PipeWithoutPipefail implements Rule {

    private static final Set<String> DOWNLOADS = Set.of("curl", "wget");
    private static final Set<String> ALWAYS_SUCCEED = Set.of("echo", "printf", "cat", "yes");
    private static final Pattern CONSUMERS = Pattern.compile("sh|bash|dash|ash|python[0-9.]*|perl|node|tar|gpg|gpg2");
    private static final Object THE_RUN_ITSELF = new Object();
    private static final Pattern OPTION = Pattern.compile("[-+][a-zA-Z]*o");

    @Override
    public String id() {
        return "pipe-without-pipefail";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Notices where the first command of a pipe fails";
    }

    @Override
    public String lesson() {
        return "03-layers-and-cache#pipefail";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        InForce.walk(
                file,
                false,
                (above, instruction) -> instruction.keyword().equals("SHELL")
                        ? instruction.arguments().contains("pipefail")
                        : above,
                (stage, instruction, above) -> check(file, instruction, above, findings));
    }

    private static void check(LintedDockerfile file, Instruction run, boolean shellNotices, Findings findings) {
        var pipelines = new LinkedHashMap<Integer, List<ShellCommand>>();
        // The same program is the same shell only where it is the same command; comparing whole texts would take long.
        Set<Object> noticing = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ShellCommand command : file.commands(run)) {
            if (command.program().equals("set")) {
                follow(command, noticing);
            }
            boolean notices = noticing.contains(shellOf(command))
                    || command.host().map(PipeWithoutPipefail::named).orElse(shellNotices);
            if (!notices) {
                pipelines
                        .computeIfAbsent(command.pipeline(), number -> new ArrayList<>())
                        .add(command);
            }
        }
        pipelines.values().forEach(pipeline -> hidden(pipeline).ifPresent(first -> report(first, findings)));
    }

    private static void report(ShellCommand first, Findings findings) {
        findings.add(
                Call.of(first).orElseThrow().start().source(),
                "A pipe succeeds where its last command does, so that a failure here goes unnoticed and the cache keeps "
                        + "half a download, of a model's weights as of anything else.",
                "Write SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] above this RUN: Debian's sh knows no "
                        + "pipefail. Or let one command write a file and the next read it.");
    }

    /** Remembers that {@code set} turned it on or off, for the commands of the same shell. */
    private static void follow(ShellCommand set, Set<Object> noticing) {
        List<String> arguments = set.arguments().stream().map(ShellWord::text).toList();
        int option = arguments.indexOf("pipefail") - 1;
        if (option >= 0 && OPTION.matcher(arguments.get(option)).matches()) {
            noticing.remove(shellOf(set));
            if (arguments.get(option).startsWith("-")) {
                noticing.add(shellOf(set));
            }
        }
    }

    private static Object shellOf(ShellCommand command) {
        return command.host().<Object>map(host -> host).orElse(THE_RUN_ITSELF);
    }

    /** Whether a shell is started with it. */
    private static boolean named(ShellCommand shell) {
        return shell.has("pipefail");
    }

    /** The first command whose failure nobody sees. */
    private static Optional<ShellCommand> hidden(List<ShellCommand> pipeline) {
        List<ShellCommand> commands =
                pipeline.stream().filter(command -> !command.words().isEmpty()).toList();
        if (commands.size() < 2 || commands.getLast().link() != Link.PIPE) {
            return Optional.empty();
        }
        Optional<ShellCommand> download = commands.subList(0, commands.size() - 1).stream()
                .filter(command -> DOWNLOADS.contains(command.program()))
                .findFirst();
        boolean consumed = !ALWAYS_SUCCEED.contains(commands.getFirst().program())
                && commands.stream()
                        .skip(1)
                        .anyMatch(
                                command -> CONSUMERS.matcher(command.program()).matches());
        return download.or(() -> consumed ? Optional.of(commands.getFirst()) : Optional.empty());
    }
}
