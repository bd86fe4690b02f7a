package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerLastTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCOPY app.py .\nCOPY packages .\n")
            .layer(10, 2)
            .layer(10, 3)
            .given("app.py", "print(1)\n")
            .holding(1, "/app/app.py", "print(1)\n");

    private static LayerFile file(String path, long bytes) {
        return new LayerFile(path, Kind.FILE, bytes, 0644, 0, 0, Optional.empty());
    }

    @Test
    void packagesThatAreCopiedBelowItAreTooLate() {
        seen.holding(2, file("/opt/venv/lib/a.so", 1_000_001));
        Finding finding = judge();
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aSmallModelBelowItIsTooLateAsWell() {
        seen.holding(2, "/app/model.joblib", "small");
        assertThat(judge().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void usersOwnersAndModesMayComeLater() {
        seen.holding(0, file("/usr/lib/large", 5_000_000))
                .holding(2, file("/usr/lib/large", 5_000_000))
                .holding(2, "/app/app.py", "print(1)\n")
                .holding(2, "/etc/passwd", "app");
        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aModelUnderAnotherNameIsTooLateAsWell() {
        seen.given("model.joblib", "weights").holding(2, "/models/iris", "weights");
        Finding finding = judge();
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aModelThatIsThereAlreadyMayBeCopiedOnceMore() {
        seen.given("model.joblib", "weights")
                .holding(1, "/models/iris", "weights")
                .holding(2, "/tmp/iris", "weights");
        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    private Finding judge() {
        seen.given("model.joblib", "weights");
        var parameters = new LayerLast.Parameters(
                "app.py", 1000, Optional.of(List.of("**/model.joblib")), Optional.of(List.of("model.joblib")));
        return new LayerLast().judge(parameters, seen);
    }
}
