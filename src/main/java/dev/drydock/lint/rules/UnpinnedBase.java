package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.VariableUse;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.List;

/** Images without a version are different ones next month. */
@AutoService(Rule.class)
public final class UnpinnedBase implements Rule {

    private static final String MODEL =
            "a model that was pickled under one Python or NumPy may not load after the next rebuild.";
    private static final String TOOL =
            "the next rebuild may take another version from it, which no longer fits the model server.";

    @Override
    public String id() {
        return "unpinned-base";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Names a version of every image it uses";
    }

    @Override
    public String lesson() {
        return "06-base-images#pinning";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        char escape = file.dockerfile().directives().escape();
        file.stages().stream()
                .filter(Stage::isOnImage)
                .forEach(stage ->
                        check(stage.base(), stage.from().words().getFirst().source(), MODEL, escape, findings));
        var stages = new StageNames(file.dockerfile());
        FileSource.in(file)
                .filter(source -> isImage(source, stages))
                .forEach(source -> check(source.name(), source.place(), TOOL, escape, findings));
    }

    private static boolean isImage(FileSource source, StageNames stages) {
        return !source.isNumber()
                && !source.name().contains("$")
                && !source.name().equals("scratch")
                && stages.find(source.name()).isEmpty()
                && stages.meantBy(source.name()).isEmpty()
                // In ONBUILD, a name alone may be a stage of the file that builds on this one.
                && !(source.later() && ImageName.of(source.name()).couldBeStage());
    }

    private static void check(String base, SourceText place, String why, char escape, Findings findings) {
        ImageName image = ImageName.of(base);
        if (image.digest().isPresent() || !image.tag().map("latest"::equals).orElse(true)) {
            return;
        }
        String name = Printable.of(image.repository());
        String what = image.tag().isPresent()
                ? "The tag latest moves with every release"
                : "Without a tag this means " + name + ":latest, which moves with every release";
        findings.add(place, what + ": " + why, mend(name, place.toString(), escape));
    }

    private static String mend(String name, String written, char escape) {
        String example = name.equals("python") ? "python:3.11-slim" : name + ":VERSION";
        List<VariableUse> variables = VariableUse.in(written, escape);
        boolean byArg = !variables.isEmpty() && variables.getLast().end() == written.length();
        String where = byArg ? " in the ARG " + Printable.of(variables.getLast().name()) : "";
        return "Name the version that you tested" + where + ", as in " + example + ", or its digest: " + name
                + "@sha256:…";
    }
}
