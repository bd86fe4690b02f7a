package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.drydock.engine.buildkit.StatusResponse;
import dev.drydock.engine.buildkit.Vertex;
import dev.drydock.engine.buildkit.VertexLog;
import dev.drydock.engine.buildkit.VertexWarning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildProgressTest {

    private final List<BuildEvent> events = new ArrayList<>();
    private final BuildProgress progress = new BuildProgress(true, events::add);

    private static Timestamp at(double seconds) {
        long nanos = Math.round(seconds * 1e9);
        return Timestamp.newBuilder()
                .setSeconds(nanos / 1_000_000_000)
                .setNanos((int) (nanos % 1_000_000_000))
                .build();
    }

    private static Vertex.Builder vertex(String digest, String name, String... inputs) {
        return Vertex.newBuilder().setDigest(digest).setName(name).addAllInputs(List.of(inputs));
    }

    private void accept(Vertex.Builder... vertices) {
        StatusResponse.Builder status = StatusResponse.newBuilder();
        for (Vertex.Builder vertex : vertices) {
            status.addVertexes(vertex);
        }
        progress.accept(status.build());
    }

    private void log(String digest, int stream, byte[] bytes) {
        progress.accept(StatusResponse.newBuilder()
                .addLogs(VertexLog.newBuilder()
                        .setVertex(digest)
                        .setStream(stream)
                        .setMsg(ByteString.copyFrom(bytes)))
                .build());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private StepResult only() {
        assertThat(progress.steps()).hasSize(1);
        return progress.steps().getFirst();
    }

    @Test
    void aVertexThatIsOnlyAnnouncedHasNotRun() {
        accept(vertex("a", "[1/1] RUN a"));

        assertThat(events).isEmpty();
        assertThat(only().executed()).isFalse();
        assertThat(only().cached()).isFalse();
    }

    @Test
    void runsFromStartToEnd() {
        accept(vertex("a", "[1/1] RUN a"));
        accept(vertex("a", "[1/1] RUN a").setStarted(at(10)));
        accept(vertex("a", "[1/1] RUN a").setStarted(at(10)).setCompleted(at(12.5)));

        BuildStep step = BuildStep.of("a", "[1/1] RUN a");
        assertThat(events)
                .containsExactly(new BuildEvent.Started(step), new BuildEvent.Finished(step, Duration.ofMillis(2500)));
        assertThat(only()).isEqualTo(new StepResult(step, false, true, Duration.ofMillis(2500), Optional.empty(), ""));
    }

    @Test
    void theLastWordOnAVertexWins() {
        accept(vertex("a", "[1/1] RUN a").setStarted(at(10)).setCompleted(at(11)));
        accept(vertex("a", "[1/1] RUN a")
                .setStarted(at(10))
                .setCompleted(at(11))
                .setCached(true));

        assertThat(only().cached()).isTrue();
        assertThat(only().executed()).isFalse();
        assertThat(only().took()).isZero();
        assertThat(events).hasSize(2);
    }

    @Test
    void aCacheThatCouldNotBeLoadedIsNoHit() {
        accept(vertex("a", "[1/1] RUN a")
                .setStarted(at(10))
                .setCompleted(at(11))
                .setCached(true));
        accept(vertex("a", "[1/1] RUN a").setStarted(at(12)).setCompleted(at(15)));

        assertThat(only().cached()).isFalse();
        assertThat(only().executed()).isTrue();
        assertThat(only().took()).isEqualTo(Duration.ofSeconds(4));
        assertThat(events).hasSize(1).first().isInstanceOf(BuildEvent.Cached.class);
    }

    @Test
    void aLogIsProofOfExecution() {
        accept(vertex("a", "[1/1] RUN a")
                .setStarted(at(10))
                .setCompleted(at(11))
                .setCached(true));
        log("a", 1, utf8("ran"));

        assertThat(only().cached()).isFalse();
        assertThat(only().executed()).isTrue();
    }

    @Test
    void logsKeepStreamsAndCharactersWhole() {
        accept(vertex("a", "[1/1] RUN a").setStarted(at(1)));
        byte[] umlaut = utf8("ü");
        log("a", 1, new byte[] {'x', umlaut[0]});
        log("a", 2, utf8("error"));
        log("a", 1, new byte[] {umlaut[1], 'y'});
        log("a", 1, new byte[] {(byte) 0xff, 'z'});

        BuildStep step = BuildStep.of("a", "[1/1] RUN a");
        assertThat(events.subList(1, events.size()))
                .containsExactly(
                        new BuildEvent.Log(step, false, "x"),
                        new BuildEvent.Log(step, true, "error"),
                        new BuildEvent.Log(step, false, "üy"),
                        new BuildEvent.Log(step, false, "\ufffdz"));
        assertThat(only().logTail()).isEqualTo("xerrorüy\ufffdz");
    }

    @Test
    void keepsTheEndOfALongLog() {
        accept(vertex("a", "[1/1] RUN a").setStarted(at(1)));
        for (int i = 0; i < 300; i++) {
            log("a", 1, utf8("%04d".formatted(i).repeat(256)));
        }

        assertThat(only().logTail()).hasSize(StepLog.KEPT).endsWith("0299").startsWith("0236");
        assertThat(progress.logBytes()).isEqualTo(300 * 1024);
    }

    @Test
    void findsTheCulpritAmongTheCancelled() {
        accept(
                vertex("a", "[one 1/1] RUN a")
                        .setStarted(at(1))
                        .setCompleted(at(2))
                        .setError("context canceled: x"),
                vertex("b", "[two 1/1] RUN b")
                        .setStarted(at(1))
                        .setCompleted(at(2))
                        .setError("exit code: 1"),
                vertex("c", "[internal] load")
                        .setStarted(at(1))
                        .setCompleted(at(2))
                        .setError("exit code: 2"));

        assertThat(progress.failed().orElseThrow().step().digest()).isEqualTo("b");
        assertThat(events).filteredOn(BuildEvent.Failed.class::isInstance).hasSize(3);
    }

    @Test
    void ordersStagesAsTheyBuildOnEachOther() {
        accept(
                vertex("z", "exporting to image"),
                vertex("f2", "[app 2/2] COPY --from=build a b", "f1", "b2"),
                vertex("f1", "[app 1/2] FROM x"),
                vertex("b2", "[build 2/2] RUN b", "b1"),
                vertex("b1", "[build 1/2] FROM x"),
                vertex("i", "[internal] load"));

        assertThat(progress.steps())
                .extracting(step -> step.step().digest())
                .containsExactly("b1", "b2", "f1", "f2", "z", "i");
    }

    @Test
    void passesWarningsOn() {
        accept(vertex("a", "[1/1] RUN a"));
        progress.accept(StatusResponse.newBuilder()
                .addWarnings(VertexWarning.newBuilder()
                        .setVertex("a")
                        .setShort(ByteString.copyFromUtf8("careful"))
                        .setUrl("https://docs.docker.com/go/x"))
                .build());

        assertThat(events)
                .containsExactly(new BuildEvent.Warning(
                        BuildStep.of("a", "[1/1] RUN a"), "careful", Optional.of("https://docs.docker.com/go/x")));
    }

    @Test
    void readsTheEnginesAnswer() throws IOException {
        String aux = Base64.getEncoder()
                .encodeToString(StatusResponse.newBuilder()
                        .addVertexes(vertex("a", "[1/1] RUN a").setStarted(at(1)))
                        .build()
                        .toByteArray());
        String answer = "{\"id\":\"moby.buildkit.trace\",\"aux\":\"" + aux + "\"}\n"
                + "{\"stream\":\"something else\"}\r\n"
                + "{\"id\":\"moby.image.id\",\"aux\":{\"ID\":\"sha256:42\"}}";
        BuildStream stream = new BuildStream(progress, 10, () -> {});

        stream.read(new ByteArrayInputStream(utf8(answer)));

        assertThat(stream.imageId()).contains("sha256:42");
        assertThat(stream.error()).isEmpty();
        assertThat(events).hasSize(1);
    }

    @Test
    void aFloodIsToldOnce() throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            StatusResponse status = StatusResponse.newBuilder()
                    .addLogs(VertexLog.newBuilder().setVertex("a").setMsg(ByteString.copyFromUtf8("123456")))
                    .build();
            answer.append("{\"id\":\"moby.buildkit.trace\",\"aux\":\"")
                    .append(Base64.getEncoder().encodeToString(status.toByteArray()))
                    .append("\"}");
        }
        answer.append("{\"errorDetail\":{},\"error\":\"context canceled\"}");
        List<String> told = new ArrayList<>();
        BuildStream stream = new BuildStream(progress, 10, () -> told.add("flood"));

        stream.read(new ByteArrayInputStream(utf8(answer.toString())));

        assertThat(told).hasSize(1);
        assertThat(stream.flooded()).isTrue();
        assertThat(stream.error()).contains("context canceled");
    }
}
