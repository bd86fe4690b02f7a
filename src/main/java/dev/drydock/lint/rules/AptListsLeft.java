package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import dev.drydock.lint.shell.ShellCommand;
import dev.drydock.lint.shell.ShellWord;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Layers keep what they once hold. */
@AutoService(Rule.class)
public final class AptListsLeft implements Rule {

    private static final Set<String> MOUNTABLE = Set.of("/var/lib/apt/lists", "/var/lib/apt", "/var/lib", "/var");

    @Override
    public String id() {
        return "apt-lists-left";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Removes apt's lists in the RUN that fetched them";
    }

    @Override
    public String lesson() {
        return "03-layers-and-cache#apt";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        for (Stage stage : file.stages()) {
            if (file.reachesImage(stage)) {
                check(file, LintedDockerfile.effective(stage).toList(), findings);
            }
        }
    }

    private static void check(LintedDockerfile file, List<Instruction> instructions, Findings findings) {
        var reports = new ArrayDeque<Runnable>();
        Optional<ShellCommand> later = Optional.empty();
        for (Instruction instruction : instructions.reversed()) {
            Optional<ShellCommand> removed = later;
            leaving(file, instruction).ifPresent(update -> reports.push(() -> report(update, removed, findings)));
            Optional<ShellCommand> removes = removal(file.commands(instruction));
            later = removes.isPresent() ? removes : later;
        }
        reports.forEach(Runnable::run);
    }

    /** The last update of a RUN, where its lists are still there at the end. */
    private static Optional<Apt> leaving(LintedDockerfile file, Instruction run) {
        List<ShellCommand> commands = file.commands(run);
        return Apt.calls(file, run).reversed().stream()
                .filter(apt -> apt.is("update"))
                .findFirst()
                .filter(update -> removal(commands.subList(commands.indexOf(update.command()), commands.size()))
                        .isEmpty())
                .filter(update -> !isMounted(run));
    }

    private static void report(Apt update, Optional<ShellCommand> later, Findings findings) {
        if (later.isPresent()) {
            int line = later.get().source().span().start().line();
            findings.add(
                    update.source(),
                    "The lists that this fetches stay in the image although line " + line + " removes them: a layer "
                            + "only adds to those below it, and each machine that pulls the model server pulls them all.",
                    "Join the two RUNs with &&, because one cleans up after the other. Steps that do not clean up after "
                            + "each other stay several RUNs, which the cache can reuse one by one.");
        } else {
            findings.add(
                    update.source(),
                    "The lists of packages that this fetches stay in the image, where a model server has no use for "
                            + "them: they are pulled with it and are old by then.",
                    "End this RUN with && rm -rf /var/lib/apt/lists/*; in a RUN of its own that frees nothing.");
        }
    }

    private static boolean isMounted(Instruction run) {
        return Mounts.outsideOfTheImage(run).map(Mounts::target).anyMatch(MOUNTABLE::contains);
    }

    private static Optional<ShellCommand> removal(List<ShellCommand> commands) {
        return commands.stream().filter(AptListsLeft::removes).findFirst();
    }

    private static boolean removes(ShellCommand command) {
        List<String> arguments =
                command.arguments().stream().map(ShellWord::text).toList();
        return switch (command.program()) {
            case "rm" -> arguments.stream().anyMatch(AptListsLeft::coversLists);
            case "find" -> arguments.contains("-delete") && arguments.stream().anyMatch(AptListsLeft::coversLists);
            default ->
                Apt.of(command).filter(apt -> apt.is("distclean", "dist-clean")).isPresent();
        };
    }

    private static boolean coversLists(String path) {
        return path.startsWith("/var/lib/apt/l")
                || path.startsWith("/var/lib/{apt")
                || Set.of("/var/lib/apt", "/var/lib/apt/", "/var/lib/apt/*").contains(path);
    }
}
