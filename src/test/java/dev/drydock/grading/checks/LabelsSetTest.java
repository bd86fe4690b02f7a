package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import org.junit.jupiter.api.Test;

class LabelsSetTest {

    private static final String DOCKERFILE = "FROM x\nLABEL \"version\"=1.0 other=2\nLABEL third=3\nCMD [\"a\"]\n";

    private final FakeObservations seen =
            FakeObservations.of(DOCKERFILE).label("version", "1.0").label("other", "");

    @Test
    void aLabelThatIsSetPasses() {
        Finding finding = judge("{name: version}");
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected()).isEqualTo("label version is set and not empty");
        assertThat(finding.actual()).isEqualTo("label version is \"1.0\"");
    }

    @Test
    void itsValueMayBeAskedFor() {
        assertThat(judge("{name: version, value: \"1.0\"}").status()).isEqualTo(Status.PASSED);
        assertThat(judge("{name: version, matches: \"\\\\d\\\\.\\\\d\"}").status())
                .isEqualTo(Status.PASSED);
        Finding other = judge("{name: version, value: \"2.0\"}");
        assertThat(other.status()).isEqualTo(Status.FAILED);
        assertThat(other.expected()).isEqualTo("label version is \"2.0\"");
        assertThat(other.lines()).containsExactly(new Lines(2, 2));
        assertThat(judge("{name: version, matches: \"\\\\d\"}").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void anEmptyLabelIsNone() {
        assertThat(judge("{name: other}").actual()).isEqualTo("label other is empty");
        assertThat(judge("{name: other}").status()).isEqualTo(Status.FAILED);
        assertThat(judge("{name: other, value: \"\"}").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aMissingLabelPointsToWhereItWouldGo() {
        Finding finding = judge("{name: author}");
        assertThat(finding.actual()).isEqualTo("label author is not set");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void anExpressionThatIsNoneIsRefusedAtLoading() {
        assertThatThrownBy(() -> judge("{name: a, matches: \"(\"}")).hasMessageContaining("Unclosed group");
    }

    private Finding judge(String parameters) {
        var check = new LabelsSet();
        return check.judge(YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), ""), seen);
    }
}
