package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumesDeclaredTest {

    private static final String DOCKERFILE = "FROM x\nVOLUME /data /logs\nCMD [\"a\"]\n";

    @Test
    void pathsAreComparedWithoutTrailingSlashes() {
        Finding finding = judge(FakeObservations.of(DOCKERFILE).volumes("/logs", "/data/"), "/data", "/logs/");
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("declares a volume at /data, /logs");
    }

    @Test
    void whatIsMissingIsNamed() {
        Finding finding = judge(FakeObservations.of(DOCKERFILE).volumes("/logs"), "/data", "/logs");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.expected()).isEqualTo("declares a volume at /data, /logs");
        assertThat(finding.message()).startsWith("The image does not declare /data as a volume.");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void withoutAnyItPointsToTheEnd() {
        Finding finding = judge(FakeObservations.of("FROM x\nCMD [\"a\"]\n"), "/data");
        assertThat(finding.actual()).isEqualTo("declares no volume");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    private static Finding judge(FakeObservations seen, String... paths) {
        return new VolumesDeclared().judge(new VolumesDeclared.Parameters(List.of(paths)), seen);
    }
}
