package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkdirIsTest {

    @ParameterizedTest
    @CsvSource({"/app,/app,PASSED", "/app/,/app,PASSED", "/srv/../app,/app,PASSED", "/srv,/app,FAILED", "'',/,PASSED"})
    void compares(String actual, String wanted, Status status) {
        assertThat(judge(actual, wanted).status()).isEqualTo(status);
    }

    @Test
    void theLastWorkdirIsBlamed() {
        Finding finding = judge("/srv", "/app");
        assertThat(finding.expected()).isEqualTo("/app");
        assertThat(finding.actual()).isEqualTo("/srv");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    private static Finding judge(String actual, String wanted) {
        var seen = FakeObservations.of("FROM x\nWORKDIR /app\nWORKDIR /srv\nCMD [\"a\"]\n")
                .workingDir(actual);
        return new WorkdirIs().judge(new WorkdirIs.Parameters(wanted), seen);
    }
}
