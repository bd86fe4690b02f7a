package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Image;
import dev.drydock.grading.Arrival;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeRebuild;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilesNeededTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCOPY app.py .\nCMD [\"python\", \"app.py\"]\n")
            .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()));

    private Finding judge(boolean builds) {
        var image =
                new Image("sha256:rebuilt", seen.image().config(), seen.image().layers(), List.of());
        FakeRebuild rebuild = FakeRebuild.after("app.py");
        seen.rebuilt((builds ? rebuild.image(image) : rebuild).get());
        return new FilesNeeded()
                .judge(
                        new FilesNeeded.Parameters(
                                "broken", "/health", 8000, Optional.empty(), Optional.empty(), Optional.empty()),
                        seen);
    }

    private static HttpReply status(int status) {
        return new HttpReply.Answer(status, Map.of(), "", Duration.ofMillis(1));
    }

    @Test
    void aServiceThatIsGoneNeedsTheFile() {
        seen.state(new ContainerState(false, 1, false, Optional.empty(), Optional.empty()));

        assertThat(judge(true).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void anImageThatDoesNotEvenBuildNeedsTheFile() {
        assertThat(judge(false).actual()).isEqualTo("the image does not even build");
    }

    @Test
    void whatOnlyPassesOnAndFindsNobodyNeedsTheFile() {
        seen.replying(status(502));
        // It ends then, so that nobody waits for its start-up time.
        seen.onRequest(() -> seen.state(new ContainerState(false, 1, false, Optional.empty(), Optional.empty())));

        assertThat(judge(true).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aServiceThatAnswersAllTheSameDoesNot() {
        seen.replying(status(200));

        Finding finding = judge(true);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("app.py broken, so that whatever reads it stops");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void whoGivesUpWaitingForItIsSeenWhereItIsAskedForLonger() {
        Instant start = Instant.now();
        seen.onRequest(() -> seen.replying(status(Instant.now().isAfter(start.plusMillis(500)) ? 200 : 503)));
        seen.replying(status(503));
        var image =
                new Image("sha256:rebuilt", seen.image().config(), seen.image().layers(), List.of());
        seen.rebuilt(FakeRebuild.after("app.py").image(image).get());

        Finding finding = new FilesNeeded()
                .judge(
                        new FilesNeeded.Parameters(
                                "broken", "/ready", 8000, Optional.empty(), Optional.of(2), Optional.empty()),
                        seen);

        assertThat(finding.actual()).isEqualTo("status 200");
    }

    @Test
    void whereNothingMayAnswerAnErrorIsAnAnswer() {
        seen.replying(status(503));
        var image =
                new Image("sha256:rebuilt", seen.image().config(), seen.image().layers(), List.of());
        seen.rebuilt(FakeRebuild.after("app.py").image(image).get());

        Finding finding = new FilesNeeded()
                .judge(
                        new FilesNeeded.Parameters(
                                "broken", "/health", 8000, Optional.empty(), Optional.empty(), Optional.of(true)),
                        seen);

        assertThat(finding.actual()).isEqualTo("status 503");
    }

    @Test
    void aStepThatPutsAnOlderFileInItsPlaceIsGuiltyInWhateverStage() {
        FakeObservations kept = FakeObservations.of(
                        "FROM x AS code\nCOPY app.py .\nRUN check app.py || cp /good/app.py app.py\n"
                                + "FROM x\nCOPY --from=code /app.py .\nCMD [\"python\", \"app.py\"]\n")
                .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()))
                .replying(status(200));
        var image =
                new Image("sha256:rebuilt", kept.image().config(), kept.image().layers(), List.of());
        kept.rebuilt(FakeRebuild.after("src/app.py")
                .image(image)
                .arrival(new Arrival(false, Map.of("/app.py", 1), Optional.empty()))
                .get());

        Finding finding = new FilesNeeded()
                .judge(
                        new FilesNeeded.Parameters(
                                "broken", "/health", 8000, Optional.empty(), Optional.empty(), Optional.empty()),
                        kept);

        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }
}
