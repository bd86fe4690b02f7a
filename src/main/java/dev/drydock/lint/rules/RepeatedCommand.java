package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.List;
import java.util.stream.Stream;

/** Of several CMD, ENTRYPOINT or HEALTHCHECK in a stage, only the last counts. */
@AutoService(Rule.class)
public final class RepeatedCommand implements Rule {

    private static final List<String> KEYWORDS = List.of("CMD", "ENTRYPOINT", "HEALTHCHECK");

    @Override
    public String id() {
        return "repeated-command";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Says once in a stage what runs and how it is probed";
    }

    @Override
    public String lesson() {
        return "02-dockerfile-anatomy#cmd";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        for (Stage stage : file.stages()) {
            for (String keyword : KEYWORDS) {
                report(stage.instructions().stream(), keyword, findings);
                report(
                        stage.instructions().stream().flatMap(instruction -> instruction.trigger().stream()),
                        keyword,
                        findings);
            }
        }
    }

    private static void report(Stream<Instruction> instructions, String keyword, Findings findings) {
        List<Instruction> same = instructions
                .filter(instruction -> instruction.keyword().equals(keyword))
                .toList();
        if (same.size() < 2) {
            return;
        }
        int last = same.getLast().lines().start();
        for (Instruction earlier : same.subList(0, same.size() - 1)) {
            findings.add(
                    earlier.keywordSpan(),
                    "Only the last " + keyword + " of a stage counts, the one in line " + last + ": "
                            + consequence(keyword),
                    "Keep one " + keyword + " and delete the others." + hint(keyword));
        }
    }

    private static String consequence(String keyword) {
        return keyword.equals("HEALTHCHECK")
                ? "this probe never looks at the model server."
                : "this one starts nothing, neither the model server nor anything before it.";
    }

    private static String hint(String keyword) {
        return switch (keyword) {
            case "CMD" -> " What has to run before the server belongs into RUN, or into a script that CMD starts.";
            case "ENTRYPOINT" -> " Arguments that may change belong into CMD.";
            default -> " Several things to probe belong into one command.";
        };
    }
}
