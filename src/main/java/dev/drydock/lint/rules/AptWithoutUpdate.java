package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import dev.drydock.lint.shell.Script;
import dev.drydock.lint.shell.ShellCommand;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Lists of packages that come out of the cache are old. */
@AutoService(Rule.class)
public final class AptWithoutUpdate implements Rule {

    private static final String FRESH = "Write apt-get update && apt-get install -y --no-install-recommends … && "
            + "rm -rf /var/lib/apt/lists/* as one RUN.";

    /** Programs that install packages with apt's lists, without being apt. */
    private static final Set<String> INSTALLERS =
            Set.of("aptitude", "apt-fast", "nala", "gdebi", "mk-build-deps", "rosdep", "playwright", "npx", "tasksel");

    @Override
    public String id() {
        return "apt-without-update";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String title() {
        return "Runs apt-get update in the RUN that installs";
    }

    @Override
    public String lesson() {
        return "03-layers-and-cache#apt";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        file.all("RUN").forEach(run -> {
            List<ShellCommand> commands = file.commands(run);
            installsWithoutUpdate(commands, findings);
            updatesAlone(file, run, findings);
        });
    }

    private static void installsWithoutUpdate(List<ShellCommand> commands, Findings findings) {
        Set<ShellCommand> unseen = unseen(commands);
        for (ShellCommand command : commands) {
            var call = Apt.of(command);
            if (call.filter(apt -> apt.is("update") || apt.has("--update", "-U"))
                            .isPresent()
                    || unseen.contains(command)) {
                return;
            }
            call.filter(apt -> apt.is("install") && !isLocal(apt))
                    .ifPresent(apt -> findings.add(
                            apt.source(),
                            "No apt-get update runs before this in the same RUN, and one in an earlier RUN comes out "
                                    + "of the cache: add a library that the model needs in a few weeks, and apt "
                                    + "asks for versions that the mirror no longer has.",
                            FRESH));
        }
    }

    /** The shells whose programs this file does not show, such as one that curl brings. */
    private static Set<ShellCommand> unseen(List<ShellCommand> commands) {
        Set<ShellCommand> unseen = Collections.newSetFromMap(new IdentityHashMap<>());
        commands.stream().filter(command -> Script.isShell(command.program())).forEach(unseen::add);
        commands.forEach(command -> command.host().ifPresent(unseen::remove));
        return unseen;
    }

    /** Whether it installs nothing but files. */
    private static boolean isLocal(Apt apt) {
        return !apt.packages().isEmpty()
                && apt.packages().stream().allMatch(name -> name.startsWith("./") || name.startsWith("/"));
    }

    private static void updatesAlone(LintedDockerfile file, Instruction run, Findings findings) {
        List<Apt> calls = Apt.calls(file, run);
        boolean alone =
                calls.stream().allMatch(apt -> apt.is("update", "clean", "autoclean", "distclean", "dist-clean"));
        List<ShellCommand> commands = file.commands(run);
        if (alone && unseen(commands).isEmpty() && commands.stream().noneMatch(AptWithoutUpdate::mayInstall)) {
            calls.stream()
                    .filter(apt -> apt.is("update"))
                    .findFirst()
                    .ifPresent(apt -> findings.add(
                            apt.source(),
                            "This RUN fetches the lists of packages and installs nothing: the cache keeps them as they "
                                    + "are today, and a library that is added below later is looked up in old lists.",
                            FRESH));
        }
    }

    private static boolean mayInstall(ShellCommand command) {
        String program = command.program();
        return INSTALLERS.contains(program)
                || program.endsWith(".sh")
                || program.startsWith("$")
                || command.words().stream().anyMatch(word -> word.text().startsWith("./"))
                || command.has("playwright");
    }
}
