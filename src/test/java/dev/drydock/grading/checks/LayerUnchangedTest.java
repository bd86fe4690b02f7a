package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Image;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeRebuild;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerUnchangedTest {

    private static final StepResult COPY = FakeObservations.step("[2/3] COPY app.py .", "");

    private final FakeObservations seen = FakeObservations.of("FROM x\nCOPY app.py .\nCOPY models models\n")
            .layer(1, 2)
            .layer(9, 3)
            .holding(1, file("/app.py"))
            .holding(2, new LayerFile("/models", Kind.DIRECTORY, 0, 0755, 0, 0, Optional.empty()))
            .holding(2, file("/models/iris"));

    private static LayerFile file(String path) {
        return new LayerFile(path, Kind.FILE, 9, 0644, 0, 0, Optional.empty());
    }

    private Finding judge(String path) {
        return new LayerUnchanged().judge(new LayerUnchanged.Parameters("source", path, Optional.empty()), seen);
    }

    /** The rebuilt image with these layers above the base, the model in the last. */
    private void rebuilt(String... digests) {
        var layers = new ArrayList<>(seen.image().layers().subList(0, 1));
        for (String digest : digests) {
            layers.add(new Image.Layer(digest, 9, ""));
        }
        var image = new Image("sha256:rebuilt", seen.image().config(), layers, List.of());
        seen.holding(image, seen.files().layers())
                .rebuilt(FakeRebuild.after("app.py")
                        .outcome(new BuildOutcome.Built("sha256:rebuilt", List.of(COPY), Duration.ZERO))
                        .ranAgain(COPY)
                        .image(image)
                        .get());
    }

    @Test
    void theSameLayerPasses() {
        rebuilt("sha256:new", "sha256:2");

        assertThat(judge("/models").status()).isEqualTo(Status.PASSED);
        assertThat(judge("/models/iris").actual()).isEqualTo("same layer 2");
    }

    @Test
    void aPatternFindsTheFileWhereverItLies() {
        rebuilt("sha256:new", "sha256:2");

        assertThat(judge("**/ir*").actual()).isEqualTo("same layer 2");
        assertThat(judge("**/rose*").actual()).isEqualTo("**/rose* is not in the image");
    }

    @Test
    void everyCopyOfTheFileHasToStay() {
        seen.holding(1, file("/live/iris")).placed("models/iris", "/models/iris", "/live/iris");
        rebuilt("sha256:new", "sha256:2");
        var parameters = new LayerUnchanged.Parameters("source", "/models/iris", Optional.of("models/iris"));

        Finding finding = new LayerUnchanged().judge(parameters, seen);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("/live/iris: layer 1 before, new after");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(judge("/models/iris").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void anotherLayerFailsAtWhatRanAgainAndAtItsOwnStep() {
        rebuilt("sha256:new", "sha256:newer");

        Finding finding = judge("/models");

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("/models: layer 2 before, newer after");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2), new Lines(3, 3));
    }

    @Test
    void aPathThatIsNotThereFails() {
        rebuilt("sha256:new", "sha256:2");

        assertThat(judge("/model").actual()).isEqualTo("/model is not in the image");
    }

    @Test
    void aPathThatIsGoneAfterTheEditFails() {
        rebuilt("sha256:new", "sha256:2");
        seen.holding(seen.rebuild("source").image().orElseThrow(), List.of(List.of(), List.of(), List.of()));

        assertThat(judge("/models").actual()).isEqualTo("/models: layer 2 before, none after");
    }

    @Test
    void theStepThatPutTheFileElsewhereIsBlamed() {
        rebuilt("sha256:new", "sha256:2");
        seen.placed("models/iris", "/models/iris");
        var parameters = new LayerUnchanged.Parameters("source", "/app/models/iris", Optional.of("models/iris"));

        Finding finding = new LayerUnchanged().judge(parameters, seen);

        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
        assertThat(finding.message()).endsWith("The same file is /models/iris.");
    }

    @Test
    void theStepThatDeletedTheFileIsBlamed() {
        var deleted = FakeObservations.of("FROM x\nCOPY models models\nRUN rm /models/iris\nCMD [\"a\"]\n")
                .layer(9, 2)
                .layer(0, 3)
                .holding(1, file("/models/iris"))
                .holding(2, "/models/iris", Kind.WHITEOUT);
        Image image = new Image(
                "sha256:rebuilt", deleted.image().config(), deleted.image().layers(), List.of());
        deleted.holding(image, deleted.files().layers())
                .rebuilt(FakeRebuild.after("app.py").image(image).get());

        Finding finding = new LayerUnchanged()
                .judge(new LayerUnchanged.Parameters("source", "/models/iris", Optional.of("models/iris")), deleted);

        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }
}
