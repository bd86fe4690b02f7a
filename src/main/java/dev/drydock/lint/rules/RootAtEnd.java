package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The final image runs as root. */
@AutoService(Rule.class)
public final class RootAtEnd implements Rule {

    /** In the names of images that set a user: distroless ones and the like. */
    private static final List<String> WITH_USER = List.of("nonroot", "non-root", "unprivileged", "rootless");

    private static final String SCRATCH = "scratch";

    private static final String WHY = "whoever breaks into the model server, by a malicious pickle for example, owns "
            + "everything in the container and in what is mounted there.";

    @Override
    public String id() {
        return "root-at-end";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Runs as another user than root";
    }

    @Override
    public String lesson() {
        return "07-hardening#non-root";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        Dockerfile dockerfile = file.dockerfile();
        Optional<Instruction> user = dockerfile.inForce("USER");
        if (user.isPresent()) {
            checkUser(user.get(), file, findings);
        } else if (!baseSetsUser(dockerfile.finalChain().getLast())) {
            reportMissing(dockerfile, findings);
        }
    }

    private static void checkUser(Instruction user, LintedDockerfile file, Findings findings) {
        Optional<String> name = file.resolved(user).stream().findFirst().flatMap(value -> value);
        if (name.filter(RootAtEnd::isRoot).isPresent()) {
            findings.add(
                    user.words().getFirst().source(),
                    "The last USER is " + Printable.of(name.get()) + ", so that the service runs as root: " + WHY,
                    create(file.dockerfile().finalChain().getLast().base())
                            + "write USER 1000 behind the steps that need root.");
        }
    }

    /** With or without a group; a user's name with only zeros is the number 0. */
    private static boolean isRoot(String user) {
        String name = user.split(":", 2)[0].strip();
        return name.equals("root") || name.matches("0+");
    }

    private static boolean baseSetsUser(Stage stage) {
        return WITH_USER.stream().anyMatch(stage.base()::contains);
    }

    /** At the command that would run as root, or at the image that nothing was changed in. */
    private static void reportMissing(Dockerfile dockerfile, Findings findings) {
        Optional<Instruction> command = Stream.of("ENTRYPOINT", "CMD")
                .flatMap(keyword -> dockerfile.inForce(keyword).stream())
                .findFirst();
        String base = dockerfile.finalChain().getLast().base();
        findings.add(
                command.map(Instruction::keywordSpan)
                        .orElseGet(() -> dockerfile
                                .finalStage()
                                .from()
                                .words()
                                .getFirst()
                                .span()),
                "No USER is set, so that this runs as root"
                        + (base.equals(SCRATCH) ? ": " : ", unless the base sets a user: ") + WHY,
                create(base) + "write USER 1000 above the command.");
    }

    /** How to make an account, which an image without a shell neither can nor has to. */
    private static String create(String base) {
        if (base.equals(SCRATCH) || base.contains("distroless")) {
            return "A number needs no account: ";
        }
        return base.contains("alpine")
                ? "Create a user with RUN adduser -D -u 1000 app, and "
                : "Create a user with RUN useradd --uid 1000 app, and ";
    }
}
