package dev.drydock.lint.rules;

import dev.drydock.dockerfile.Flag;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Mount;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.LintedDockerfile;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a {@code COPY --from} or a {@code RUN --mount=from=…} names: a stage or an image.
 *
 * @param stage the one in which it is named
 * @param later whether it waits in ONBUILD, and means a stage of another file
 * @param copy whether COPY names it, which also knows stages by number
 * @param place the name alone
 */
record FileSource(Stage stage, boolean later, boolean copy, String name, SourceText place) {

    /** All of a file. */
    static Stream<FileSource> in(LintedDockerfile file) {
        return file.stages().stream()
                .flatMap(stage -> stage.instructions().stream().flatMap(instruction -> in(stage, instruction)));
    }

    private static Stream<FileSource> in(Stage stage, Instruction instruction) {
        boolean later = instruction.trigger().isPresent();
        Instruction effective = instruction.trigger().orElse(instruction);
        return switch (effective.keyword()) {
            case "COPY" ->
                effective.flagsNamed("from").stream()
                        .filter(flag -> !flag.valueOrEmpty().isEmpty())
                        .map(flag -> of(stage, later, true, flag, flag.valueOrEmpty()));
            case "RUN" ->
                effective.flagsNamed("mount").stream()
                        .flatMap(flag -> Mount.of(flag.valueOrEmpty()).from().stream()
                                .map(name -> of(stage, later, false, flag, name)));
            default -> Stream.empty();
        };
    }

    private static FileSource of(Stage stage, boolean later, boolean copy, Flag flag, String name) {
        SourceText source = flag.source();
        int at = source.toString().indexOf("from=" + name);
        int start = at + "from=".length();
        return new FileSource(stage, later, copy, name, at < 0 ? source : source.slice(start, start + name.length()));
    }

    /** Whether it is a number, which for COPY is a stage's. */
    boolean isNumber() {
        return name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The stage's number; empty for one that no file reaches. */
    Optional<Integer> number() {
        return name.length() > 9 ? Optional.empty() : Optional.of(Integer.valueOf(name));
    }
}
