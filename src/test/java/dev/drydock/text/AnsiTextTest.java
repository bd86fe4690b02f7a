package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.text.AnsiText.Piece;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnsiTextTest {

    private static final String ESC = "\u001b";

    @Test
    void keepsColoursAsNames() {
        assertThat(AnsiText.line(ESC + "[31mred" + ESC + "[0m plain " + ESC + "[1;92mgood" + ESC + "[m"))
                .containsExactly(new Piece("red", "red"), new Piece(" plain ", ""), new Piece("good", "bold green"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, bold",
        "2, dim",
        "3, italic",
        "4, underline",
        "30, black",
        "37, white",
        "97, white",
        "1;31, bold red",
        "31;32, green",
        "1;22, ''",
        "31;39, ''",
        "5, ''",
        "41, ''",
        "38;5;196, ''",
        "48;2;1;2;3, ''",
        "1;38;5;31, bold",
        "999, ''",
        "12345, ''",
    })
    void knowsSixteenColoursAndAFewWeights(String code, String look) {
        assertThat(AnsiText.line(ESC + "[" + code + "mtext")).containsExactly(new Piece("text", look));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001b[2Jb",
                "a\u001b[10;10Hb",
                "a\u001b]0;title\u0007b",
                "a\u001b]8;;https://evil.example\u001b\\b",
                "a\u001bPq#0\u001b\\b",
                "a\u001bcb",
                "a\u001b[?1049hb",
            })
    void dropsEverythingElseThatATerminalObeys(String line) {
        assertThat(text(line)).isEqualTo("ab");
    }

    @Test
    void leavesEscapingToWhoeverShowsIt() {
        assertThat(text("<script>alert(1)</script> & \"quotes\"")).isEqualTo("<script>alert(1)</script> & \"quotes\"");
    }

    @Test
    void makesWhatReversesTextVisible() {
        assertThat(text("a\u202eb")).isEqualTo("a\uFFFDb");
    }

    @Test
    void showsOnlyWhatAProgressBarWroteLast() {
        assertThat(text("10%\r50%\r100%\r")).isEqualTo("100%");
        assertThat(text("done\r\r")).isEqualTo("done");
    }

    @Test
    void takesNothingForAColourThatIsCutOff() {
        assertThat(text("a" + ESC + "[3")).startsWith("a").doesNotContain(ESC);
        assertThat(text("a" + ESC)).startsWith("a").doesNotContain(ESC);
    }

    private static String text(String line) {
        return AnsiText.line(line).stream().map(Piece::text).collect(Collectors.joining());
    }
}
