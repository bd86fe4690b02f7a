package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.checks.GpuCapabilities.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuCapabilitiesTest {

    private static final String NAME = "NVIDIA_DRIVER_CAPABILITIES";

    private static Finding judge(String value) {
        FakeObservations seen = FakeObservations.of("FROM cuda\nUSER 1000\nENV " + NAME + "=x\n")
                .environment(NAME, value);
        return new GpuCapabilities().judge(new Parameters(List.of("compute", "utility")), seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compute,utility", "utility, compute", "all", "compute,graphics,utility"})
    void bothAreAskedFor(String value) {
        assertThat(judge(value).status()).isEqualTo(Status.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"computes,utility", "compute;utility", "compute utility", "precompute,utility"})
    void aWordThatTheToolkitDoesNotKnowFails(String value) {
        Finding finding = judge(value);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("There is no capability", "unsupported capabilities found");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void whatIsLeftOutIsNamed() {
        assertThat(judge("utility").message()).contains("Without compute the toolkit");
        assertThat(judge("video").message()).contains("Without compute and utility");
        assertThat(judge("").message()).contains("left to the toolkit");
    }
}
