package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.HashMap;
import java.util.Set;

/** A name that two stages share means now one of them and now the other. */
@AutoService(Rule.class)
public final class DuplicateStage implements Rule {

    private static final Set<String> RESERVED = Set.of("scratch", "context");

    @Override
    public String id() {
        return "duplicate-stage";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Gives every stage a name of its own";
    }

    @Override
    public String lesson() {
        return "05-multi-stage#names";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        var lines = new HashMap<String, Integer>();
        for (Stage stage : file.stages()) {
            stage.name().ifPresent(name -> {
                SourceText place = stage.from().words().getLast().source();
                Integer earlier = lines.putIfAbsent(name, stage.from().lines().start());
                if (RESERVED.contains(name)) {
                    reportReserved(name, place, findings);
                } else if (earlier != null) {
                    reportDuplicate(name, earlier, place, findings);
                }
            });
        }
    }

    private static void reportReserved(String name, SourceText place, Findings findings) {
        findings.add(
                place,
                "Docker keeps the name " + name + " for itself, so that FROM or COPY may not mean this stage by it.",
                "Name the stage after what it makes, such as AS " + (name.equals("context") ? "sources" : "runtime"));
    }

    private static void reportDuplicate(String name, int earlier, SourceText place, Findings findings) {
        String printed = Printable.of(name);
        findings.add(
                place,
                "The stage in line " + earlier + " has this name too, as case makes no difference: COPY --from="
                        + printed
                        + " takes files from the last one, so that a model or a wheel may come from the wrong stage.",
                "Give this stage another name and use it where you mean this one, such as AS " + printed + "-2");
    }
}
