package dev.drydock.dockerfile;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is refused before building, because a sandbox does not offer it: said here with its place, instead of as the
 * failure of a build.
 *
 * @param offered whether the catalogue has a base, asked with what FROM names after substitution
 * @param examples bases to name when another one is refused; may be empty
 * @param secrets ids of the build secrets that the exercise offers
 * @param buildArgs values for ARG that the build is given
 */
public record Refusals(
        Predicate<String> offered, Collection<String> examples, Set<String> secrets, Map<String, String> buildArgs) {

    /** Refusals for an exercise without secrets and build arguments. */
    public Refusals(Predicate<String> offered) {
        this(offered, List.of(), Set.of(), Map.of());
    }

    /** Everything that is refused, in the order of the file; empty where the file may be built. */
    public List<Refusal> of(Dockerfile dockerfile) {
        var found = new RefusalList(dockerfile.file());
        dockerfile.directives().syntax().ifPresent(syntax -> checkFrontend(syntax, found));
        var bases = new BaseRefusals(this, dockerfile, found);
        var runs = new RunRefusals(secrets, found);
        var remote = new RemoteSources(dockerfile, buildArgs);
        var metadata = new MetadataRefusals(dockerfile, buildArgs, found);
        for (Stage stage : dockerfile.stages()) {
            bases.checkStage(stage);
            remote.enter(stage);
            metadata.enter();
            for (Instruction instruction : stage.instructions()) {
                Instruction effective = instruction.trigger().orElse(instruction);
                bases.checkSources(instruction);
                runs.check(effective);
                remote.in(instruction).ifPresent(source -> refuseRemote(effective, source, found));
                metadata.check(instruction);
            }
        }
        return found.sorted();
    }

    private static void checkFrontend(Directives.Syntax syntax, RefusalList found) {
        if (!syntax.isStandard()) {
            var line = new Position(syntax.line(), 1);
            found.add(
                    Refusal.Kind.FRONTEND,
                    new Span(line, line),
                    "The frontend \"" + Printable.of(syntax.image())
                            + "\" is a program that would read this file in Drydock's place, and is not offered here.",
                    "Delete the line, or write # syntax=docker/dockerfile:1");
        }
    }

    private static void refuseRemote(Instruction instruction, RemoteSources.Source source, RefusalList found) {
        String what =
                instruction.keyword() + " of \"" + Printable.of(source.written().text()) + "\"";
        found.add(
                Refusal.Kind.REMOTE_ADD,
                source.written().source(),
                source.certain()
                        ? what + " would fetch it from outside the sandbox, which has no way out."
                        : "Whether " + what + " fetches from outside cannot be told before the build.",
                source.certain()
                        ? "Put the file into the folder beside the Dockerfile, if the exercise allows, and COPY it."
                        : "Write the path itself, or COPY instead of ADD.");
    }
}
