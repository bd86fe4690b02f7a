package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of damaged Dockerfiles, the same ones every time; {@code bench/parser} goes on for longer. Nothing but the
 * parser's own error may come out, and what it accepts must be consistent. The timeout only turns a hang into a failure.
 */
@Timeout(300)
class FuzzTest {

    private static final long SEED = 20_261_121;
    private static final int TEXTS = 20_000;
    private static final Path ROOT =
            Path.of(Optional.ofNullable(System.getenv("DRYDOCK_ROOT")).orElse("."));

    /** Every Dockerfile of the exercises: real ones, right and wrong. */
    static List<String> realDockerfiles() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("exercises"))) {
            List<String> found = files.filter(file -> file.endsWith("Dockerfile"))
                    .sorted()
                    .map(FuzzTest::read)
                    .toList();
            assertThat(found).hasSizeGreaterThan(10);
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void onlyTheParsersOwnErrorComesOut() {
        var texts = new Mutations(SEED, realDockerfiles());
        var rules = new Refusals(base -> base.startsWith("python"), List.of("python:3.11-slim"), Set.of(), Map.of());
        int accepted = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.next();
            try {
                Dockerfile file = DockerfileParser.parse("Dockerfile", text);
                accepted++;
                rules.of(file);
                assertConsistent(file, text);
            } catch (DockerfileException expected) {
                assertThat(expected.line())
                        .as(text)
                        .isBetween(
                                1, 1 + (int) text.chars().filter(c -> c == '\n').count());
            } catch (RuntimeException | StackOverflowError bug) {
                throw new AssertionError("text " + i + " of seed " + SEED + ":\n" + text, bug);
            }
        }
        // Otherwise the texts would be too damaged to try anything.
        assertThat(accepted).isGreaterThan(TEXTS / 20);
    }

    /** Whatever is pointed at lies in the file, and is what stands there. */
    private static void assertConsistent(Dockerfile file, String text) {
        String[] lines = Text.withoutByteOrderMark(text).split("\n", -1);
        file.stages().stream()
                .flatMap(stage -> Stream.concat(Stream.of(stage.from()), stage.instructions().stream()))
                .forEach(instruction -> {
                    assertThat(instruction.lines().start())
                            .isBetween(1, instruction.lines().end());
                    assertThat(instruction.lines().end()).isLessThanOrEqualTo(lines.length);
                    instruction.words().forEach(word -> assertStands(word.source(), lines));
                    instruction.flags().forEach(flag -> assertStands(flag.source(), lines));
                });
    }

    private static void assertStands(SourceText source, String[] lines) {
        Span span = source.span();
        if (span.start().line() == span.end().line()) {
            assertThat(lines[span.start().line() - 1].substring(
                            span.start().column() - 1, span.end().column() - 1))
                    .isEqualTo(source.toString());
        }
    }

    @Test
    void ignoreFilesAreReadOrRefused() {
        var texts = new Mutations(SEED, List.of("**/*.py\n!keep.py\n# x\n/a/[b-d]?\n", "*\n!src/**\n..\\\n"));
        for (int i = 0; i < TEXTS / 10; i++) {
            String text = texts.next();
            try {
                IgnoreRules.parse(".dockerignore", text).excludes("src/a b/c.py");
            } catch (DockerfileException expected) {
                assertThat(expected.reason()).isNotBlank();
            }
        }
    }
}
