package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class OuterEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final byte[] NOTHING = {};
    private static final String LABEL = "dev.drydock.test";

    private final OuterEngine outer = fixture.outer;
    private final String run = UUID.randomUUID().toString();
    private final Map<String, String> labels = Map.of(LABEL, run);

    private SandboxShell.Output exec(byte[] stdin, String... command) {
        return outer.exec(fixture.sandbox, List.of(command), stdin, LIMIT);
    }

    @Test
    void saysWhatItIs() {
        outer.ping();

        OuterInfo info = outer.info();

        assertThat(info.version()).isNotEmpty();
        assertThat(info.apiVersion()).matches("1\\.\\d+");
        assertThat(info.cgroupVersion()).isIn("1", "2");
        assertThat(info.cpus()).isPositive();
        assertThat(info.memoryBytes()).isPositive();
        outer.freeDiskBytes().ifPresent(bytes -> assertThat(bytes).isPositive());
    }

    @Test
    void runsProgramsWithSeparateBinaryStreams() {
        byte[] all = new byte[300_000];
        new Random(7).nextBytes(all);

        SandboxShell.Output output = exec(all, "sh", "-c", "cat; echo oops >&2; exit 3");

        assertThat(output.stdout()).isEqualTo(all);
        assertThat(output.stderr()).isEqualTo("oops\n");
        assertThat(output.exitCode()).isEqualTo(3);
    }

    @Test
    void argumentsArriveAsTheyAre() {
        SandboxShell.Output output = exec(NOTHING, "printf", "%s|", "a b", "$HOME", "'\"", "", "ü\n");

        assertThat(new String(output.stdout(), StandardCharsets.UTF_8)).isEqualTo("a b|$HOME|'\"||ü\n|");
    }

    @Test
    void aProgramMayLeaveItsInputUnread() {
        assertThat(exec(new byte[5_000_000], "true").exitCode()).isZero();
    }

    @Test
    void aMissingProgramIsTold() {
        assertThat(exec(NOTHING, "nosuchprogram").exitCode()).isEqualTo(127);
    }

    @Test
    void killsWhatTakesTooLong() {
        List<String> command = List.of("sh", "-c", "sleep 97 & sleep 97");

        assertThatThrownBy(() -> outer.exec(fixture.sandbox, command, NOTHING, Duration.ofMillis(500)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("longer than");
        assertThat(exec(NOTHING, "pgrep", "-fx", "sleep 97").stdout()).isEmpty();
    }

    @Test
    void anUnknownContainerIsAnError() {
        assertThatThrownBy(() -> outer.exec("nosuch", List.of("true"), NOTHING, LIMIT))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("nosuch");
        assertThat(outer.isRunning("nosuch")).isFalse();
        assertThat(outer.answers("nosuch")).isFalse();
        assertThat(outer.answers(fixture.sandbox)).isTrue();
        outer.removeContainer("nosuch");
    }

    @Test
    void keepsVolumesAndNetworksByLabel() {
        String name = "drydock-test-" + run;
        outer.createVolume(name, labels);
        outer.createVolume(name, labels);
        String network = outer.createNetwork(name, true, labels);
        try {
            assertThat(outer.createNetwork(name, true, labels)).isEqualTo(network);
            assertThat(outer.volumes(LABEL + "=" + run))
                    .containsExactly(new OuterEngine.Labelled(name, name, labels, "", ""));
            assertThat(outer.networks(LABEL + "=" + run))
                    .containsExactly(new OuterEngine.Labelled(network, name, labels, "", ""));

            String address = outer.connect(network, fixture.sandbox);
            assertThat(address).matches("\\d+(\\.\\d+){3}");
            assertThat(outer.connect(name, fixture.sandbox)).isEqualTo(address);
            outer.disconnect(network, fixture.sandbox);
            outer.disconnect(network, fixture.sandbox);
        } finally {
            outer.removeNetwork(network);
            outer.removeNetwork(network);
            outer.removeVolume(name);
            outer.removeVolume(name);
        }
        assertThat(outer.volumes(LABEL + "=" + run)).isEmpty();
        assertThat(outer.networks(LABEL + "=" + run)).isEmpty();
        assertThat(outer.containers(LABEL + "=" + run)).isEmpty();
    }

    @Test
    void importsImages(@TempDir Path folder) throws IOException {
        Path tar = folder.resolve("rootfs.tar");
        try (var out = Files.newOutputStream(tar)) {
            ContextTar.of(Map.of("etc/motd", "hello".getBytes(StandardCharsets.UTF_8)))
                    .writeTo(out);
        }
        String tag = "drydock-test/" + run + ":v1";
        Map<String, String> odd = Map.of("dev.drydock.test", "a \"b\" $c \\d = e");
        try {
            String id = outer.importImage(tar, tag, List.of("ENV A=b", "CMD [\"x\"]"), odd);

            assertThat(id).startsWith("sha256:");
            assertThat(outer.imageLabels(tag)).contains(odd);
        } finally {
            outer.removeImage(tag);
            outer.removeImage(tag);
        }
        assertThat(outer.imageLabels(tag)).isEmpty();
    }

    @Test
    void copiesFilesAndFolders(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/file"), "content");
        String to = "/tmp/" + run;

        outer.copyInto(fixture.sandbox, folder, to + "/folder");
        outer.copyInto(fixture.sandbox, folder.resolve("sub/file"), to + "/deep/renamed");

        assertThat(exec(
                                NOTHING,
                                "sh",
                                "-c",
                                "cd " + to + " && cat folder/sub/file deep/renamed && stat -c %u:%a deep/renamed")
                        .stdout())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("contentcontent0:644\n");
        exec(NOTHING, "rm", "-rf", to);
    }

    @Test
    void readsTheEndOfALog() {
        assertThat(outer.logs(fixture.sandbox, 20)).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void theSocketIsPrivateAndLeavesNothingBehind() throws Exception {
        try (EngineApi api = new EngineApi(EngineAddress.ofEnvironment())) {
            int before = dials();
            Path path;
            List<SocketChannel> clients = new ArrayList<>();
            try (DialStdioSocket socket = DialStdioSocket.open(api, fixture.sandbox)) {
                path = socket.path();
                assertThat(Files.getPosixFilePermissions(path.getParent()))
                        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
                for (int i = 0; i < 5; i++) {
                    clients.add(connect(path));
                }
                Awaitility.await().until(() -> dials() == before + 5);
                // One that leaves on its own, four that are cut off.
                clients.getFirst().close();
                Awaitility.await().until(() -> dials() == before + 4);
            }
            Awaitility.await().until(() -> dials() == before);
            assertThat(path.getParent()).doesNotExist();
            assertThat(clients.getLast().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    private static SocketChannel connect(Path socket) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    private int dials() {
        byte[] count =
                exec(NOTHING, "pgrep", "-fxc", "docker system dial-stdio").stdout();
        return Integer.parseInt(new String(count, StandardCharsets.US_ASCII).strip());
    }

    @Test
    void anAnswerIsCompleteAlsoWhenTheRequestsHaveEnded() throws Exception {
        try (EngineApi api = new EngineApi(EngineAddress.ofEnvironment());
                DialStdioSocket socket = DialStdioSocket.open(api, fixture.sandbox);
                SocketChannel client = connect(socket.path())) {
            String request = "GET /_ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            client.shutdownOutput();

            String answer = new String(Hijack.input(client).readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("OK");
        }
    }

    @Test
    void servesManyConnectionsAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = IntStream.range(0, 40)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> fixture.engine.images().size())
                    .toList();
            for (Future<Integer> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isPositive();
            }
        }
    }
}
