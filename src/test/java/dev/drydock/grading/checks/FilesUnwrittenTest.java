package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class FilesUnwrittenTest {

    private final FakeObservations seen =
            FakeObservations.of("FROM x\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"python\", \"-I\", \"app.py\"]\n");

    @Test
    void whoWritesNoneOfThemPasses() {
        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whoWritesSomeFailsAtWhatStartsIt() {
        seen.writing("/app/__pycache__/c.pyc", "/app/__pycache__/a.pyc", "/b.pyc", "/d\u001b.pyc");

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("/app/__pycache__/a.pyc, /app/__pycache__/c.pyc, /b.pyc and 1 more");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2), new Lines(3, 3));
    }

    private Finding judge() {
        return new FilesUnwritten().judge(new FilesUnwritten.Parameters("*.pyc"), seen);
    }
}
