package dev.drydock.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {

    @TempDir
    Path folder;

    private static void assertProblem(String text, String expected) {
        assertThatThrownBy(() -> FrontMatter.parse(text, "x.md"))
                .isInstanceOf(ContentException.class)
                .hasMessage(expected);
    }

    @Test
    void partsSettingsFromTheText() {
        FrontMatter parts = FrontMatter.parse("---\ntitle: A\n---\n# B\n\n---\n\nC\n", "x.md");

        assertThat(parts.settings().tree().path("title").asText()).isEqualTo("A");
        assertThat(parts.body()).isEqualTo("# B\n\n---\n\nC\n");
    }

    @Test
    void countsLinesAsTheFileDoes() {
        FrontMatter parts = FrontMatter.parse("---\ntitle: A\n\ngoals:\n  - b\n  - c\n---\n", "x.md");

        assertThat(parts.settings().lineOf("/title")).isEqualTo(2);
        assertThat(parts.settings().lineOf("/goals/1")).isEqualTo(6);
        assertThat(parts.bodyLine()).isEqualTo(8);
        assertThat(parts.body()).isEmpty();
    }

    @Test
    void doesNotMindLineBreaksOfWindowsAndSpacesThatNobodySees() {
        FrontMatter parts = FrontMatter.parse("---\r\ntitle: A\r\n--- \r\nB\r\n", "x.md");

        assertThat(parts.settings().tree().path("title").asText()).isEqualTo("A");
        assertThat(parts.body()).isEqualTo("B\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# Title\n", "\n---\ntitle: A\n---\n", "----\ntitle: A\n---\n", "title: A\n---\n"})
    void saysThatThereAreNoSettings(String text) {
        assertProblem(text, "x.md:1: it does not begin with settings; a line \"---\" above them; write it as line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"---", "---\ntitle: A\n", "---\ntitle: A\n ---\nText\n----\n"})
    void saysThatTheSettingsHaveNoEnd(String text) {
        assertProblem(text, "x.md:1: the settings that begin here have no end; a line \"---\" below them; write it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\n---\nText.\n", "---\n\n# Only a comment.\n---\n"})
    void saysThatTheSettingsAreEmpty(String text) {
        assertProblem(text, "x.md:1: the settings that begin here are empty; keys and values; write them");
    }

    @Test
    void saysWhereTheSettingsAreNoYaml() {
        assertProblem(
                "---\ntitle: A\n\tgoals: b\n---\n",
                "x.md:3: a tab is used for indentation; spaces; replace the tab by spaces, two for each level");
    }

    @Test
    void saysWhichFileIsMissingOrTooLarge() throws IOException {
        Path large = Files.writeString(folder.resolve("large.md"), "---\n".repeat(64 * 1024 + 1));

        assertThatThrownBy(() -> FrontMatter.read(folder.resolve("none.md"), "none.md"))
                .hasMessage("none.md: there is no such file; a Markdown file; write it, or correct the path");
        assertThatThrownBy(() -> FrontMatter.read(large, "large.md"))
                .hasMessageStartingWith("large.md: it is larger than 256 KiB;");
    }
}
