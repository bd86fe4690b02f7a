package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.Locale;
import java.util.Optional;

/** What is no stage, Docker takes for an image and pulls. */
@AutoService(Rule.class)
public final class UnknownStage implements Rule {

    @Override
    public String id() {
        return "unknown-stage";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String title() {
        return "Takes files only from stages that there are";
    }

    @Override
    public String lesson() {
        return "05-multi-stage#names";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        var names = new StageNames(file.dockerfile());
        file.stages().stream().filter(Stage::isOnImage).forEach(stage -> checkFrom(stage, names, findings));
        FileSource.in(file).filter(source -> !source.later()).forEach(source -> {
            if (source.isNumber()) {
                checkNumber(source, file.dockerfile(), findings);
            } else {
                checkName(source, names, findings);
            }
        });
    }

    private static void checkFrom(Stage stage, StageNames names, Findings findings) {
        String base = stage.base();
        SourceText place = stage.from().words().getFirst().source();
        Optional<Stage> named =
                names.find(base).filter(other -> ImageName.of(base).couldBeStage());
        if (named.isEmpty()) {
            names.meantBy(base)
                    .filter(meant -> names.find(meant).orElseThrow().index() < stage.index())
                    .ifPresent(meant -> reportUnknown(base, meant, place, findings));
        } else if (named.get().index() > stage.index()) {
            findings.add(
                    place,
                    "The stage " + Printable.of(base) + " begins further down, in line "
                            + named.get().from().lines().start()
                            + ": FROM knows the stages above it only, so that Docker pulls an image of that name.",
                    "Move that stage above this one.");
        } else if (named.get().index() < stage.index()) {
            findings.add(
                    place,
                    "FROM finds stages by their names in lower case, so that Docker takes this for an image.",
                    "Write FROM " + Printable.of(base.toLowerCase(Locale.ROOT)));
        }
    }

    private static void checkNumber(FileSource source, Dockerfile dockerfile, Findings findings) {
        int index = source.number().orElse(Integer.MAX_VALUE);
        if (!source.copy()) {
            findings.add(
                    source.place(),
                    "A mount knows stages by name only, and Docker takes " + Printable.of(source.name())
                            + " for an image.",
                    "Give the stage a name, FROM … AS build, and write from=build: it stays right when stages move.");
        } else if (index == source.stage().index()) {
            reportSelf(source, findings);
        } else if (index >= dockerfile.stages().size()) {
            int last = dockerfile.stages().size() - 1;
            findings.add(
                    source.place(),
                    "There is no stage " + Printable.of(source.name())
                            + ": they are counted from 0, and the last one is " + last + ".",
                    "Give the stage a name, FROM … AS build, and write --from=build: it stays right when stages move.");
        }
    }

    private static void checkName(FileSource source, StageNames names, Findings findings) {
        Optional<Stage> stage = names.find(source.name());
        if (stage.isPresent() && stage.get().index() == source.stage().index()) {
            reportSelf(source, findings);
        } else {
            names.meantBy(source.name())
                    .ifPresent(meant -> reportUnknown(source.name(), meant, source.place(), findings));
        }
    }

    private static void reportUnknown(String name, String meant, SourceText place, Findings findings) {
        findings.add(
                place,
                "No stage is named " + Printable.of(name) + ", so that Docker pulls an image of that name, whoever "
                        + "published it, instead of taking what you built.",
                "Did you mean " + Printable.of(meant) + "?");
    }

    private static void reportSelf(FileSource source, Findings findings) {
        findings.add(
                source.place(),
                "This is the very stage that the line stands in, and Docker cannot take files from a stage that it is "
                        + "still building.",
                source.copy()
                        ? "Name the stage that makes the files, or move them with RUN cp, or RUN mv, within this one."
                        : "Name the stage that makes the files; those of this stage are there without a mount.");
    }
}
