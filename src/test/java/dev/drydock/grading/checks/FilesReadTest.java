package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Activity;
import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeProcesses;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The service's processes have the numbers 100 and 101. */
class FilesReadTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Event> events = new ArrayList<>();

    private final FakeObservations seen = FakeObservations.of(
                    "FROM x\nCMD [\"uvicorn\", \"--workers\", \"2\"]\nEXPOSE 8000\n")
            .placed("model.json", "/app/model.json", "/srv/m")
            .state(new ContainerState(false, 0, false, Optional.empty(), Optional.empty()))
            .processes(new FakeProcesses()
                    .serving()
                    .process("uvicorn")
                    .serving()
                    .process("uvicorn")
                    .all());

    private FilesReadTest opened(double second, int pid, String path, String program) {
        Instant at = START.plusMillis(Math.round(second * 1000));
        events.add(new Event(Kind.OPENED, at, pid, path, program));
        return this;
    }

    private Finding judge() {
        return judge(true);
    }

    private Finding judge(boolean complete) {
        seen.doing(new Activity(START, events, complete));
        var request = new Request(Optional.empty(), "/predict", 8000, Optional.empty(), Optional.empty());
        return new FilesRead().judge(parameters(request, false), seen);
    }

    private static FilesRead.Parameters parameters(Request request, boolean early) {
        return new FilesRead.Parameters("model.json", 8000, 12, List.of(request), Optional.of(early), Optional.empty());
    }

    @Test
    void aTimerThatLoadsItAgainIsSeenWhereItIsWatchedForLonger() {
        opened(1.5, 100, "/app/model.json", "python").opened(62, 100, "/app/model.json", "python");
        seen.doing(new Activity(START, events, true));
        var request = new Request(Optional.empty(), "/predict", 8000, Optional.empty(), Optional.empty());

        Finding finding = new FilesRead()
                .judge(
                        new FilesRead.Parameters(
                                "model.json", 8000, 12, List.of(request), Optional.empty(), Optional.of(75)),
                        seen);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.expected()).endsWith("and not again within 75 s in which nobody asks");
        assertThat(finding.actual()).contains("the last time 62 s after the start");
        assertThat(seen.waited).isEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void requestsThatComeEarlyAreSentWhenALookIntoTheFileWouldBeOver() {
        opened(1.5, 100, "/app/model.json", "python").opened(9, 100, "/app/model.json", "python");
        seen.doing(new Activity(START, events, true));
        var request = new Request(Optional.empty(), "/predict", 8000, Optional.empty(), Optional.empty());

        Finding finding = new FilesRead().judge(parameters(request, true), seen);

        assertThat(finding.message()).contains("A request that came while the model was loaded");
        assertThat(seen.asked).containsExactly(Circumstances.leftAlone("asked while it loads"));
        assertThat(seen.waited).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
    }

    @Test
    void openingItOnceByItselfPasses() {
        Finding finding = opened(1.5, 100, "/app/model.json", "python").judge();

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).startsWith("opened 1.5 s after the start");
        assertThat(seen.asked).containsExactly(Circumstances.leftAlone("left alone"));
        assertThat(seen.probes).hasSize(4).extracting(HttpProbe::path).containsOnly("/predict");
        assertThat(seen.waited).isGreaterThan(Duration.ofSeconds(14));
    }

    @Test
    void itIsAlsoAskedAsOftenAsACounterMayCount() {
        assertThat(opened(1.5, 100, "/app/model.json", "python").judge().status())
                .isEqualTo(Status.PASSED);
        assertThat(seen.rows).containsExactly(2_500);
    }

    @Test
    void aCopyOfItIsTheSameFile() {
        assertThat(opened(1.5, 101, "/srv/m", "python").judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aLookAtItBeforeTheLoadPasses() {
        opened(1, 99, "/app/model.json", "/usr/bin/sha256sum").opened(1.4, 100, "/app/model.json", "python");
        assertThat(opened(1.5, 100, "/app/model.json", "python").judge().status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void nobodyWhoOpensItUnaskedFails() {
        seen.processes(new FakeProcesses().serving().process("uvicorn").all());
        assertThat(judge().message()).contains("Nothing loads the model when the service starts");
        assertThat(seen.probes).isEmpty();
    }

    @Test
    void openingItAgainWhenAskedFails() {
        Finding finding = opened(1, 100, "/app/model.json", "python")
                .opened(16, 100, "/app/model.json", "python")
                .judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("opened 2 times, the last time 16 s after the start");
    }

    @Test
    void anotherProcessThatOpensItWhenAskedIsALoadToo() {
        opened(1, 100, "/app/model.json", "python").opened(16, 555, "/srv/m", "python");
        assertThat(judge().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void eachWorkerWithAModelOfItsOwnFailsWhereWorkersAreAskedFor() {
        Finding finding = opened(1, 100, "/app/model.json", "python")
                .opened(1.2, 101, "/app/model.json", "python")
                .judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aProgramThatReadsItInTheServicesPlaceIsNotTheService() {
        assertThat(opened(1, 55, "/app/model.json", "/usr/bin/cp").judge().actual())
                .contains("/usr/bin/cp");
    }

    @Test
    void withoutTheFileNothingIsStarted() {
        seen.placed("model.json");

        assertThat(judge().actual()).isEqualTo("not in the image");
        assertThat(seen.asked).isEmpty();
    }

    @Test
    void whatCannotBeFollowedDoesNotPass() {
        assertThat(opened(1, 100, "/app/model.json", "python").judge(false).status())
                .isEqualTo(Status.FAILED);
    }
}
