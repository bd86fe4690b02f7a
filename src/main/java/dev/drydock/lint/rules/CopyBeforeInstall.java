package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Printable;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Each edit of the code would install everything again. */
@AutoService(Rule.class)
public final class CopyBeforeInstall implements Rule {

    @Override
    public String id() {
        return "copy-before-install";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Installs dependencies before it copies the code";
    }

    @Override
    public String lesson() {
        return "03-layers-and-cache#order";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        file.stages().forEach(stage -> {
            var copies = new ArrayList<Instruction>();
            for (Instruction instruction : LintedDockerfile.effective(stage).toList()) {
                Optional<Dependencies> installed = Dependencies.installedBy(file, instruction);
                if (installed.isPresent()) {
                    copies.stream()
                            .filter(CopyBeforeInstall::copiesEverything)
                            .findFirst()
                            .ifPresent(copy -> report(copy, copies, installed.get(), findings));
                    return;
                }
                if (Set.of("COPY", "ADD").contains(instruction.keyword())) {
                    copies.add(instruction);
                }
            }
        });
    }

    private static boolean copiesEverything(Instruction copy) {
        List<String> arguments = copy.arguments();
        return copy.flag("from").isEmpty()
                && arguments.subList(0, arguments.size() - 1).stream().anyMatch(Set.of(".", "./")::contains);
    }

    private static void report(Instruction copy, List<Instruction> copies, Dependencies installed, Findings findings) {
        String name = copy.keyword();
        findings.add(
                copy.words().getFirst().source().upTo(copy.words().getLast().source()),
                "This copies the code above the installation in line "
                        + installed.source().span().start().line()
                        + ", so that each edit of any file downloads and installs all ML libraries again.",
                mend(copy, copies, installed).replace("KEYWORD", name));
    }

    private static String mend(Instruction copy, List<Instruction> copies, Dependencies installed) {
        String below = "KEYWORD " + Printable.of(String.join(" ", copy.arguments()));
        String option = installed.option().isEmpty() ? "" : ", with " + installed.option() + " above the code,";
        boolean copiedAlready = copies.stream()
                .takeWhile(earlier -> earlier != copy)
                .flatMap(earlier -> earlier.arguments().stream())
                .anyMatch(source -> installed.files().stream()
                        .anyMatch(file -> baseName(file).equals(baseName(source))));
        String files = installed.sources(copy.arguments().getLast());
        return copiedAlready || files.isEmpty()
                ? "Move the installation" + option + " above this line, so that " + below + " comes after it."
                : "Write COPY " + Printable.of(files) + " above the installation" + option + " and " + below
                        + " below it.";
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
