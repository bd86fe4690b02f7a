package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.dockerfile.Mount;
import dev.drydock.dockerfile.Stage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the lines of a Dockerfile that answer for the image's configuration. */
final class Guilty {

    private Guilty() {}

    /** The last instruction with one of these keywords among the stages that the final image is made of. */
    static Optional<Instruction> instruction(Dockerfile dockerfile, String... keywords) {
        Set<String> wanted = Set.of(keywords);
        return dockerfile.finalChain().stream()
                .flatMap(stage -> stage.instructions().reversed().stream())
                .filter(instruction -> wanted.contains(instruction.keyword()))
                .findFirst();
    }

    /** Where that instruction is, or, if it is missing, the end of the final stage, where it would go. */
    static List<Lines> linesOf(Dockerfile dockerfile, String... keywords) {
        return List.of(instruction(dockerfile, keywords).map(Instruction::lines).orElseGet(() -> end(dockerfile)));
    }

    /** The last of those instructions whose text mentions something; without one, as {@link #linesOf}. */
    static List<Lines> mentioning(Dockerfile dockerfile, String text, String... keywords) {
        return mentioned(dockerfile, text, keywords)
                .map(instruction -> List.of(instruction.lines()))
                .orElseGet(() -> linesOf(dockerfile, keywords));
    }

    static boolean isMentioned(Dockerfile dockerfile, String text, String... keywords) {
        return mentioned(dockerfile, text, keywords).isPresent();
    }

    private static Optional<Instruction> mentioned(Dockerfile dockerfile, String text, String... keywords) {
        Set<String> wanted = Set.of(keywords);
        return dockerfile.finalChain().stream()
                .flatMap(stage -> stage.instructions().reversed().stream())
                .filter(instruction -> wanted.contains(instruction.keyword())
                        && instruction.arguments().stream().anyMatch(word -> word.contains(text)))
                .findFirst();
    }

    /** The last ENV that gives a variable its value; without one it comes from the base, and FROM is guilty. */
    static Lines variable(Dockerfile dockerfile, String name) {
        return assigning(dockerfile, "ENV", name).map(Instruction::lines).orElseGet(() -> base(dockerfile));
    }

    /** The FROM that chose the image which the final one is built upon. */
    static Lines base(Dockerfile dockerfile) {
        return dockerfile.finalChain().getLast().from().lines();
    }

    /** The last instruction that gives a variable or label its value; without one, where it would go. */
    static List<Lines> assignment(Dockerfile dockerfile, String keyword, String name) {
        return assigning(dockerfile, keyword, name)
                .map(instruction -> List.of(instruction.lines()))
                .orElseGet(() -> linesOf(dockerfile, keyword));
    }

    private static Optional<Instruction> assigning(Dockerfile dockerfile, String keyword, String name) {
        return dockerfile.finalChain().stream()
                .flatMap(stage -> stage.instructions().reversed().stream())
                .filter(instruction -> instruction.keyword().equals(keyword)
                        && instruction.assignments().stream()
                                .anyMatch(assignment -> name.equals(unquoted(assignment.name()))))
                .findFirst();
    }

    /** The last RUN whose shell gives a variable a value, of which nothing is left when that RUN ends. */
    static Optional<Instruction> export(Dockerfile dockerfile, String name) {
        var given = Pattern.compile("(?:^|[\\s;&|(])" + Pattern.quote(name) + "=");
        return dockerfile.finalChain().stream()
                .flatMap(stage -> stage.instructions().reversed().stream())
                .filter(instruction -> instruction.keyword().equals("RUN")
                        && Stream.concat(
                                        instruction.arguments().stream(),
                                        instruction.heredocs().stream()
                                                .map(heredoc ->
                                                        heredoc.content().toString()))
                                .anyMatch(text -> given.matcher(text).find()))
                .findFirst();
    }

    /** Every RUN, in whatever stage, whose text has the name of one of these files in it. */
    static List<Lines> runsThatName(Dockerfile dockerfile, Collection<String> files) {
        return runs(
                dockerfile,
                run -> files.stream()
                        .map(ProcessOne::name)
                        .anyMatch(run.source().toString()::contains));
    }

    /** Every RUN, in whatever stage, that has a cache mount. */
    static List<Lines> runsWithCacheMount(Dockerfile dockerfile) {
        return runs(dockerfile, Guilty::hasCacheMount);
    }

    static boolean hasCacheMount(Instruction run) {
        return run.flagsNamed("mount").stream()
                .anyMatch(flag -> Mount.of(flag.valueOrEmpty()).type().equals("cache"));
    }

    private static List<Lines> runs(Dockerfile dockerfile, Predicate<Instruction> wanted) {
        return dockerfile.stages().stream()
                .flatMap(stage -> stage.instructions().stream())
                .filter(instruction -> instruction.keyword().equals("RUN"))
                .filter(wanted)
                .map(Instruction::lines)
                .toList();
    }

    private static String unquoted(String name) {
        return name.replaceAll("[\"']", "");
    }

    /** The last instruction of the final stage. */
    static Lines end(Dockerfile dockerfile) {
        Stage stage = dockerfile.finalStage();
        List<Instruction> instructions = stage.instructions();
        return (instructions.isEmpty() ? stage.from() : instructions.getLast()).lines();
    }
}
