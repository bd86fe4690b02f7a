package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Word;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A relative WORKDIR goes on from a directory that only the base image knows. */
@AutoService(Rule.class)
public final class RelativeWorkdir implements Rule {

    private static final Pattern WINDOWS = Pattern.compile("[A-Za-z]:[/\\\\].*", Pattern.DOTALL);

    @Override
    public String id() {
        return "relative-workdir";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Sets the working directory by an absolute path";
    }

    @Override
    public String lesson() {
        return "02-dockerfile-anatomy#workdir";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        List<Stage> stages = file.stages();
        var known = new boolean[stages.size()];
        for (Stage stage : stages) {
            // Nothing but the root is in scratch.
            boolean before = stage.baseStage().isPresent()
                    ? known[stage.baseStage().getAsInt()]
                    : stage.base().equals("scratch");
            known[stage.index()] = check(stage, before, file, findings);
        }
    }

    /** Whether the directory is known in stages based on this one, which begin with what waits here in ONBUILD. */
    private static boolean check(Stage stage, boolean before, LintedDockerfile file, Findings findings) {
        boolean known = before;
        var waiting = new ArrayList<Instruction>();
        for (Instruction instruction : stage.instructions()) {
            instruction.trigger().filter(RelativeWorkdir::isWorkdir).ifPresent(waiting::add);
            if (isWorkdir(instruction)) {
                check(instruction, known, file, findings);
                // The next one goes on from this one, whose finding says it all.
                known = true;
            }
        }
        for (Instruction workdir : waiting) {
            check(workdir, known, file, findings);
        }
        return known || !waiting.isEmpty();
    }

    private static boolean isWorkdir(Instruction instruction) {
        return instruction.keyword().equals("WORKDIR");
    }

    private static void check(Instruction workdir, boolean known, LintedDockerfile file, Findings findings) {
        Word word = workdir.words().getFirst();
        Optional<String> resolved = file.resolved(workdir).getFirst();
        String path = resolved.orElse(word.text());
        if (path.startsWith("~")) {
            findings.add(
                    word.source(),
                    "Docker does not read ~ as a home directory: this makes a directory that is named ~, and the model "
                            + "server looks for its files in there.",
                    "Write the whole path, such as WORKDIR /app");
        } else if (!known && !isAbsolute(path) && (resolved.isPresent() || Character.isLetterOrDigit(path.charAt(0)))) {
            findings.add(
                    word.source(),
                    "A relative WORKDIR goes on from the directory that the base image happens to set: with another base, "
                            + "code and model land elsewhere, and paths to them break.",
                    "Write WORKDIR /" + Printable.of(withoutDots(path)));
        }
    }

    private static boolean isAbsolute(String path) {
        return path.isEmpty()
                || path.startsWith("/")
                || path.startsWith("\\")
                || WINDOWS.matcher(path).matches();
    }

    private static String withoutDots(String path) {
        String rest = path;
        while (rest.startsWith("./") || rest.startsWith("../")) {
            rest = rest.substring(rest.indexOf('/') + 1);
        }
        return rest.equals(".") || rest.equals("..") ? "app" : rest;
    }
}
