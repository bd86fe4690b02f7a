package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL on a disk that really runs full, because the reserve that should prevent it is switched off. Wants root, to mount it. */
class FullDiskTest {

    private static final int MOST = 110;

    @TempDir
    Path home;

    @Test
    void refusesWhatItCannotStoreAndKeepsWhatItHas() throws Exception {
        Path disk = Files.createDirectory(home.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", disk.toString());
        try (ServerProcess server = start(disk)) {
            var http = new Http(server);
            List<String> taken = new ArrayList<>();
            List<String> written = new ArrayList<>();
            Path filler = fill(disk);

            HttpResponse<String> refused = handInUntilRefused(http, taken, written);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("disk is nearly full", "Nothing of yours is lost");
            assertThat(http.get("/").statusCode()).isEqualTo(200);
            Files.delete(filler);
            HttpResponse<String> again = http.submit(QuickContent.EXERCISE, dockerfile(-1));
            assertThat(again.statusCode()).isEqualTo(303);
            assertThat(taken).isNotEmpty();
            for (int i = 0; i < taken.size(); i++) {
                assertThat(http.get(taken.get(i)).body())
                        .contains(written.get(i).lines().toList().get(1));
            }
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private ServerProcess start(Path disk) throws IOException {
        Path content = QuickContent.in(Files.createDirectory(home.resolve("content")));
        return ServerProcess.start(
                Map.of(
                        "DRYDOCK_ROLES",
                        "web",
                        "DRYDOCK_ROOT",
                        content.toString(),
                        "DRYDOCK_HOME",
                        home.resolve("data").toString(),
                        "DRYDOCK_POSTGRES",
                        disk.resolve("postgres").toString(),
                        "DRYDOCK_DISK_RESERVE_MIB",
                        "0",
                        "DRYDOCK_IN_FLIGHT",
                        "1000"),
                "--port",
                "0");
    }

    /** Leaves half a mebibyte. */
    private static Path fill(Path disk) throws IOException {
        Path filler = disk.resolve("filler");
        var zeros = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(disk).getUsableSpace() > 1 << 19) {
                out.write(zeros);
            }
        }
        return filler;
    }

    private static HttpResponse<String> handInUntilRefused(Http http, List<String> taken, List<String> written) {
        for (int i = 0; i < MOST; i++) {
            String dockerfile = dockerfile(i);
            HttpResponse<String> answer = http.submit(QuickContent.EXERCISE, dockerfile);
            if (answer.statusCode() != 303) {
                return answer;
            }
            taken.add(answer.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", ""));
            written.add(dockerfile);
        }
        throw new AssertionError("the disk took " + MOST + " submissions and is not full");
    }

    /** Long, and nothing that a database could compress. */
    private static String dockerfile(int seed) {
        var random = new Random(seed);
        var text = new StringBuilder("FROM python:3.11-slim\n");
        var line = new byte[300];
        while (text.length() < 60_000) {
            random.nextBytes(line);
            text.append("# ")
                    .append(Base64.getUrlEncoder().withoutPadding().encodeToString(line))
                    .append('\n');
        }
        return text.append("CMD [\"python\"]\n").toString();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
    }
}
