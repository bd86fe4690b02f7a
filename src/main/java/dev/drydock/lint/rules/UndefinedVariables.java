package dev.drydock.lint.rules;

import dev.drydock.dockerfile.Assignment;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Flag;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.Scope;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.VariableUse;
import dev.drydock.dockerfile.Word;
import dev.drydock.lint.Findings;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks through one file for variables without a value: each is reported once in a stage. */
final class UndefinedVariables {

    private static final Set<String> SUBSTITUTED =
            Set.of("ADD", "ARG", "COPY", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR");

    /** Images whose variables are among {@link #FROM_BASES}; other ones may set any. */
    private static final Set<String> TRANSPARENT =
            Set.of("alpine", "busybox", "debian", "golang", "node", "python", "ubuntu");

    /** Variables that base images set, or that Docker knows without ARG. */
    private static final Pattern FROM_BASES =
            Pattern.compile("PATH|HOME|HOSTNAME|LANG|LANGUAGE|GPG_KEY|PYTORCH_VERSION|NVARCH|LD_LIBRARY_PATH"
                    + "|LIBRARY_PATH|(?:LC_|PYTHON|PIP_|CUDA_|NV_|NVIDIA_|NCCL_|CONDA_|MAMBA_|JAVA_|NODE_|YARN_|GO)\\w*"
                    + "|(?i:HTTP|HTTPS|FTP|NO|ALL)_(?i:PROXY)");

    /** Shorter names resemble each other by chance: UID and GID. */
    private static final int SHORTEST = 5;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    private final Dockerfile dockerfile;
    private final Findings findings;
    private final char escape;
    private final Scope scope;
    private final Suggestions suggestions = new Suggestions();
    private final Set<String> setAnywhere = new HashSet<>();
    private final Set<String> reported = new HashSet<>();
    /** What the instruction that is looked at sets, if it is more than one variable. */
    private Set<String> assigned = Set.of();
    /** By stage: whether its base image sets no other variables than the well-known ones. */
    private final boolean[] transparent;

    UndefinedVariables(Dockerfile dockerfile, Findings findings) {
        this.dockerfile = dockerfile;
        this.findings = findings;
        this.escape = dockerfile.directives().escape();
        this.scope = Scope.of(dockerfile);
        this.transparent = new boolean[dockerfile.stages().size()];
        dockerfile.stages().stream()
                .flatMap(stage -> stage.instructions().stream())
                .filter(instruction -> !instruction.keyword().equals("LABEL"))
                .flatMap(instruction -> instruction.assignments().stream())
                .map(Assignment::name)
                .forEach(setAnywhere::add);
    }

    void search() {
        for (Stage stage : dockerfile.stages()) {
            reported.clear();
            searchFrom(stage.from());
            scope.enter(stage);
            transparent[stage.index()] = isTransparent(stage);
            for (Instruction instruction : stage.instructions()) {
                if (SUBSTITUTED.contains(instruction.keyword())) {
                    search(instruction, transparent[stage.index()]);
                }
                scope.add(instruction);
            }
        }
    }

    private boolean isTransparent(Stage stage) {
        if (stage.baseStage().isPresent()) {
            return transparent[stage.baseStage().getAsInt()];
        }
        ImageName image = ImageName.of(stage.base());
        String name = image.repository().substring(image.repository().lastIndexOf('/') + 1);
        return (image.isOfficial() && TRANSPARENT.contains(name))
                || stage.base().equals("scratch")
                || image.is("nvidia/cuda")
                || image.is("pytorch/pytorch");
    }

    private void searchFrom(Instruction from) {
        Word base = from.words().getFirst();
        searchFrom(base.text(), base.source());
        from.flagsNamed("platform").forEach(flag -> searchFrom(flag.valueOrEmpty(), flag.source()));
    }

    private void searchFrom(String text, SourceText source) {
        for (VariableUse use : VariableUse.in(text, escape)) {
            if (!use.guarded() && !scope.isGlobal(use.name()) && reported.add(use.name())) {
                String name = Printable.of(use.name());
                findings.add(
                        place(use, text, source),
                        setAnywhere.contains(use.name())
                                ? "FROM sees only what ARG declares before the first FROM, and " + name
                                        + " is set in a stage: here it is empty, and with it the version of the base."
                                : "No ARG before the first FROM declares " + name
                                        + ": here it is empty, and with it the version of the base.",
                        "Write ARG " + name + "=… above the first FROM.");
            }
        }
    }

    private void search(Instruction instruction, boolean sure) {
        // Once, as one instruction may set thousands.
        assigned = instruction.assignments().size() > 1
                ? instruction.assignments().stream().map(Assignment::name).collect(Collectors.toSet())
                : Set.of();
        for (Flag flag : instruction.flags()) {
            if (flag.name().equals("chown") || flag.name().equals("chmod")) {
                search(flag.valueOrEmpty(), flag.source(), instruction, sure);
            }
        }
        for (Word word : instruction.words()) {
            search(word.text(), word.source(), instruction, sure);
        }
    }

    private void search(String text, SourceText source, Instruction instruction, boolean sure) {
        var seen = new HashSet<String>();
        for (VariableUse use : VariableUse.in(text, escape)) {
            if (seen.add(use.name())
                    && !use.guarded()
                    && NAME.matcher(use.name()).matches()
                    && !FROM_BASES.matcher(use.name()).matches()
                    && !scope.isSet(use.name())
                    && !reported.contains(use.name())) {
                report(use.name(), place(use, text, source), instruction, sure);
            }
        }
    }

    /** The variable alone, where the text stands in the source as it is or in quotes. */
    private static SourceText place(VariableUse use, String text, SourceText source) {
        int at = source.toString().indexOf(text);
        return at < 0 ? source : source.slice(at + use.start(), at + use.end());
    }

    private void report(String name, SourceText place, Instruction instruction, boolean sure) {
        Optional<String> meant = name.length() < SHORTEST
                ? Optional.empty()
                : suggestions.nearest(name, scope.names(Suggestions.CHOICE));
        if (scope.isGlobal(name)) {
            add(
                    name,
                    place,
                    name + " counts in FROM only and is empty here: what is declared before the first FROM has to be "
                            + "declared again in each stage, or a path or version of the model is lost.",
                    "Write ARG " + name + " behind this stage's FROM.");
        } else if (assigned.contains(name)) {
            add(
                    name,
                    place,
                    "All values of one " + instruction.keyword()
                            + " are substituted before any of them counts, so that " + name + " is still empty here.",
                    "Set " + name + " in " + instruction.keyword() + " on a line of its own above.");
        } else if (meant.isPresent() || setAnywhere.contains(name) || sure) {
            add(
                    name,
                    place,
                    name
                            + " is not set in this stage above, and Docker puts nothing in its place without a word, so "
                            + "that a path or a version becomes another one.",
                    meant.map(nearest -> "Did you mean $" + Printable.of(nearest) + "?")
                            .orElse("Write ARG " + name + "=… or ENV " + name + "=… above, or ${" + name
                                    + ":-…} with what to use instead."));
        }
    }

    private void add(String name, SourceText place, String message, String mend) {
        reported.add(name);
        findings.add(place, message, mend);
    }
}
