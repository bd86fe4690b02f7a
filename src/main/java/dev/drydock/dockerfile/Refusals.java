package dev.drydock.dockerfile;

import dev.drydock.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is refused before building, because a sandbox does not offer it: said here with its line, instead of as the
 * failure of a build.
 *
 * @param offered whether the catalogue has a base, asked with what FROM names after substitution
 * @param examples bases to name when another one is refused; may be empty
 * @param secrets ids of the build secrets that the exercise offers
 * @param buildArgs values for ARG that the build is given
 */
public record Refusals(
        Predicate<String> offered, Collection<String> examples, Set<String> secrets, Map<String, String> buildArgs) {

    private static final Pattern STAGE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Set<String> NETWORKS = Set.of("default", "none");

    /** Refusals for an exercise without secrets and build arguments. */
    public Refusals(Predicate<String> offered) {
        this(offered, List.of(), Set.of(), Map.of());
    }

    /** Everything that is refused, in the order of the file; empty where the file may be built. */
    public List<Refusal> of(Dockerfile dockerfile) {
        return new Search(this, dockerfile).all();
    }

    /** One search through one file. */
    private static final class Search {

        private final Refusals rules;
        private final Dockerfile dockerfile;
        private final Set<String> stageNames = new HashSet<>();
        private final List<Refusal> found = new ArrayList<>();

        Search(Refusals rules, Dockerfile dockerfile) {
            this.rules = rules;
            this.dockerfile = dockerfile;
            dockerfile.stages().forEach(stage -> stage.name().ifPresent(stageNames::add));
        }

        List<Refusal> all() {
            dockerfile.directives().syntax().ifPresent(this::checkFrontend);
            var remote = new RemoteSources(dockerfile, rules.buildArgs());
            for (Stage stage : dockerfile.stages()) {
                if (stage.isOnImage()) {
                    checkBase(stage.base(), stage.from());
                }
                remote.enter();
                for (Instruction instruction : stage.instructions()) {
                    Instruction effective = instruction.trigger().orElse(instruction);
                    checkInstruction(effective);
                    remote.in(instruction).ifPresent(source -> refuseRemote(effective, source));
                }
            }
            return List.copyOf(found);
        }

        private void checkFrontend(Directives.Syntax syntax) {
            if (!syntax.isStandard()) {
                add(
                        Refusal.Kind.FRONTEND,
                        syntax.line(),
                        "The frontend \"" + Printable.of(syntax.image()) + "\" is not offered here.",
                        "Delete the line, or write # syntax=docker/dockerfile:1");
            }
        }

        private void checkInstruction(Instruction instruction) {
            switch (instruction.keyword()) {
                case "COPY" -> instruction.flag("from").ifPresent(from -> checkCopySource(from, instruction));
                case "RUN" -> checkRun(instruction);
                default -> {}
            }
        }

        /** A number is a stage's index for COPY; for mounts, BuildKit takes it for an image. */
        private void checkCopySource(String from, Instruction copy) {
            if (!STAGE_NUMBER.matcher(from).matches()) {
                checkSource(from, copy);
            }
        }

        private void checkSource(String from, Instruction instruction) {
            if (!stageNames.contains(from.toLowerCase(Locale.ROOT)) && !from.equals(Stage.SCRATCH)) {
                checkBase(from, instruction);
            }
        }

        private void checkBase(String base, Instruction instruction) {
            if (base.contains("$") && !instruction.keyword().equals("FROM")) {
                add(
                        Refusal.Kind.BASE,
                        instruction,
                        "Docker substitutes no variables in from=" + Printable.of(base) + ".",
                        "Add a stage, FROM " + Printable.of(base) + " AS source, and copy from source.");
            } else if (!rules.offered().test(base)) {
                add(
                        Refusal.Kind.BASE,
                        instruction,
                        "The base \"" + Printable.of(base) + "\" is not offered here.",
                        mendBase(base));
            }
        }

        private String mendBase(String base) {
            if (stageNames.contains(base.toLowerCase(Locale.ROOT))) {
                return "If you mean the stage of that name: it must stand above this line, and FROM wants its name in "
                        + "lower case.";
            }
            return Nearest.to(base, rules.examples())
                    .map(nearest -> "Did you mean " + nearest + "?")
                    .orElseGet(() -> rules.examples().isEmpty()
                            ? "Use one of the bases that the exercise names."
                            : "Use one of: " + String.join(", ", rules.examples()) + ".");
        }

        private void checkRun(Instruction run) {
            run.flag("network")
                    .filter(network -> !NETWORKS.contains(network))
                    .ifPresent(network -> add(
                            Refusal.Kind.NETWORK,
                            run,
                            "RUN --network=" + Printable.of(network) + " would leave the sandbox's network.",
                            "Delete the flag: packages are reached without it. --network=none is fine."));
            if (run.flags().containsKey("security")) {
                add(Refusal.Kind.SECURITY, run, "RUN --security is not offered here.", "Delete the flag.");
            }
            if (run.flags().containsKey("device")) {
                add(Refusal.Kind.DEVICE, run, "RUN --device is not offered here.", "Delete the flag.");
            }
            run.flags().getOrDefault("mount", List.of()).forEach(mount -> checkMount(Mount.of(mount), run));
        }

        private void checkMount(Mount mount, Instruction run) {
            mount.from().ifPresent(from -> checkSource(from, run));
            String type = mount.type();
            if (type.contains("$")) {
                add(
                        Refusal.Kind.MOUNT,
                        run,
                        "The type of a mount is not known before the build when it is a variable.",
                        "Write the type itself, such as type=cache.");
            } else if (type.equals("ssh")) {
                add(
                        Refusal.Kind.MOUNT,
                        run,
                        "No SSH agent is offered here.",
                        "Delete --mount=type=ssh and COPY what you need from the build context.");
            } else if (type.equals("secret") && !rules.secrets().contains(mount.secret())) {
                add(
                        Refusal.Kind.MOUNT,
                        run,
                        "The secret \"" + Printable.of(mount.secret()) + "\" is not offered here.",
                        rules.secrets().isEmpty()
                                ? "Delete --mount=type=secret: this exercise needs no secret."
                                : "Offered here: " + String.join(", ", rules.secrets()) + ".");
            }
        }

        private void refuseRemote(Instruction add, RemoteSources.Source source) {
            String written = Printable.of(source.written());
            add(
                    Refusal.Kind.REMOTE_ADD,
                    add,
                    source.certain()
                            ? "ADD of \"" + written + "\" would fetch it from outside the sandbox."
                            : "Whether ADD of \"" + written
                                    + "\" fetches from outside cannot be told before the build.",
                    source.certain()
                            ? "Put the file into the folder beside the Dockerfile, if the exercise allows, and COPY it."
                            : "Write the path itself, or COPY instead of ADD.");
        }

        private void add(Refusal.Kind kind, Instruction instruction, String reason, String mend) {
            add(kind, instruction.lines().start(), reason, mend);
        }

        private void add(Refusal.Kind kind, int line, String reason, String mend) {
            found.add(new Refusal(kind, dockerfile.file(), line, reason, mend));
        }
    }
}
