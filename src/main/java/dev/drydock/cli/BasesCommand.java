package dev.drydock.cli;

import dev.drydock.sandbox.Base;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.PreparedBase;
import dev.drydock.sandbox.SandboxHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drydock bases}: the images that submissions may build FROM. */
@Command(name = "bases", description = "The base catalogue.", mixinStandardHelpOptions = true)
final class BasesCommand {

    @Command(name = "list", description = "Shows the catalogue and what is prepared.", mixinStandardHelpOptions = true)
    int list() {
        Home home = Home.fromEnvironment();
        List<PreparedBase> prepared = SandboxHost.prepared(home);
        for (Base base : BaseCatalogue.load(home).bases()) {
            Optional<PreparedBase> there = prepared.stream()
                    .filter(one -> one.ref().equals(base.ref()))
                    .findFirst();
            System.out.printf(
                    "%-40s %-12s %s%n",
                    base.ref(),
                    there.map(one -> one.source() == PreparedBase.Source.UPSTREAM ? "upstream" : "stand-in")
                            .orElse("not prepared"),
                    there.map(PreparedBase::digest).orElse(""));
            System.out.printf("    %s%n", base.standsFor());
        }
        return ExitStatus.PASSED;
    }

    @Command(
            name = "prepare",
            description =
                    "Makes sandboxes' images and bases ready: the given ones, all, or those of the first exercise.",
            mixinStandardHelpOptions = true)
    int prepare(
            @Parameters(paramLabel = "BASE", arity = "0..*") List<String> names,
            @Option(names = "--all", description = "All of the catalogue.") boolean all) {
        Home home = Home.fromEnvironment();
        BaseCatalogue catalogue = BaseCatalogue.load(home);
        List<Base> wanted = new ArrayList<>();
        for (String name : Optional.ofNullable(names).orElse(List.of())) {
            Optional<Base> base = catalogue.find(name);
            if (base.isEmpty()) {
                System.err.println("There is no base " + name + ". The catalogue has: "
                        + String.join(
                                ", ", catalogue.bases().stream().map(Base::ref).toList()));
                return ExitStatus.USAGE;
            }
            wanted.add(base.get());
        }
        if (all) {
            wanted = catalogue.bases();
        } else if (wanted.isEmpty()) {
            wanted = catalogue.ofFirstExercise();
        }
        try (SandboxHost host = SandboxHost.open(home, Limits.standard(), wanted, new StepProgress(System.err))) {
            host.bases().forEach(base -> System.err.printf("· %-40s prepared%n", base.ref()));
        }
        return ExitStatus.PASSED;
    }
}
