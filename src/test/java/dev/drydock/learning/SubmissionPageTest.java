package dev.drydock.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.submission.SubmissionEvent;
import dev.drydock.text.AnsiText.Piece;
import org.junit.jupiter.api.Test;

class SubmissionPageTest {

    @Test
    void takesACarriageReturnForTheSameLineWrittenAnew() {
        var log = new SubmissionEvent.Log("build", "1", "10%\r50%\r100%\n\u001b[31mred\u001b[0m\n");
        assertThat(SubmissionPage.LogLines.of(log).lines())
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).containsExactly(new Piece("100%", "")))
                .satisfies(lines -> assertThat(lines.get(1)).containsExactly(new Piece("red", "red")));
    }
}
