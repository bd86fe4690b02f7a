package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTextTest {

    /** Rendered texts that somebody has looked at; {@code -Ddrydock.write=true} writes them anew. */
    private static final Path GOLDEN = Path.of("src/test/resources/verdict-text");

    private static final Map<String, Supplier<Verdict>> VERDICTS = Map.of(
            "passed", Samples::passed,
            "failed", Samples::failed,
            "build-failed", Samples::buildFailed,
            "invalid", Samples::invalid,
            "error", Samples::error);

    private static String render(Verdict verdict, boolean colour) {
        return VerdictText.render(verdict, Samples::source, colour);
    }

    private static Verdict sample(String name) {
        return VERDICTS.getOrDefault(name, Samples::passed).get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"passed", "failed", "build-failed", "invalid", "error"})
    void looksAsItWasApproved(String name) throws IOException {
        String text = render(sample(name), false);
        Path golden = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("drydock.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passed", "failed", "build-failed", "invalid", "error"})
    void fitsIntoNinetySixColumns(String name) {
        assertThat(render(sample(name), false).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(96));
    }

    @Test
    void coloursAddNothingButColour() {
        String coloured = render(Samples.failed(), true);

        assertThat(coloured).contains("\u001b[31m✗\u001b[0m").contains("\u001b[32m✓\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(render(Samples.failed(), false));
    }

    @Test
    void obeysNothingThatASubmissionWrote() {
        for (Verdict verdict : List.of(Samples.failed(), Samples.buildFailed())) {
            assertThat(render(verdict, false)).doesNotContain("\u001b").doesNotContain("\r");
        }
    }

    @Test
    void namesTheLineWhenTheSourceIsNotAtHand() {
        assertThat(VerdictText.render(Samples.failed(), file -> List.of(), false))
                .contains("Dockerfile:3\n");
    }
}
