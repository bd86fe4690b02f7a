package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class QuietGateTest {

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void letsManyWorkSideBySide() throws Exception {
        QuietGate gate = QuietGate.of(folder);

        try (QuietGate.Work one = gate.work()) {
            assertThat(one.othersAtWork()).isFalse();
            try (QuietGate.Work other = gate.work()) {
                assertThat(one.othersAtWork()).isTrue();
                assertThat(other.othersAtWork()).isTrue();
            }
            assertThat(one.othersAtWork()).isFalse();
        }
    }

    @Test
    void waitsForTheOthersToEndAndKeepsNewOnesFromBeginning() throws Exception {
        QuietGate gate = QuietGate.of(folder);
        QuietGate.Work other = gate.work();
        var quiet = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        Future<?> alone = threads.submit(() -> {
            try (QuietGate.Work one = gate.work();
                    QuietGate.Quiet moment = one.quiet()) {
                assertThat(moment.complete()).isTrue();
                quiet.countDown();
                end.await();
            }
            return null;
        });

        assertThat(quiet.await(300, TimeUnit.MILLISECONDS)).isFalse();
        other.close();
        quiet.await();
        Future<QuietGate.Work> late = threads.submit(gate::work);
        assertThat(late).failsWithin(Duration.ofMillis(300));
        end.countDown();
        late.get().close();
        alone.get();
    }

    @Test
    void goesOnWithoutQuietAfterItsPatience() throws Exception {
        var gate = new QuietGate(folder, Duration.ofMillis(200));

        try (QuietGate.Work other = gate.work();
                QuietGate.Work one = gate.work();
                QuietGate.Quiet moment = one.quiet()) {
            assertThat(moment.complete()).isFalse();
            assertThat(other.othersAtWork()).isFalse();
        }
    }

    @Test
    void givesEachOfSeveralAQuietMomentOfItsOwn() throws Exception {
        QuietGate gate = QuietGate.of(folder);
        QuietGate.Work one = gate.work();
        QuietGate.Work other = gate.work();

        CompletableFuture<Void> both = CompletableFuture.allOf(alone(one), alone(other));

        assertThat(both).succeedsWithin(Duration.ofSeconds(10));
    }

    private CompletableFuture<Void> alone(QuietGate.Work work) {
        return CompletableFuture.runAsync(
                () -> {
                    try (work;
                            QuietGate.Quiet moment = work.quiet()) {
                        assertThat(moment.complete()).isTrue();
                    }
                },
                threads);
    }

    @Test
    void seesAndWaitsForGradingsOfOtherProcesses() throws Exception {
        QuietGate gate = QuietGate.of(folder);
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        placeOf(QuietGate.class) + File.pathSeparator + placeOf(OtherProcess.class),
                        OtherProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader();
                QuietGate.Work one = gate.work()) {
            assertThat(said.readLine()).isEqualTo("at work");
            assertThat(one.othersAtWork()).isTrue();
            Future<Boolean> complete = threads.submit(() -> {
                process.getOutputStream().close();
                return true;
            });
            try (QuietGate.Quiet moment = one.quiet()) {
                assertThat(moment.complete()).isTrue();
                assertThat(complete.get()).isTrue();
                assertThat(said.readLine()).isEqualTo("done");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Works until its input ends. */
    static final class OtherProcess {
        public static void main(String[] arguments) throws Exception {
            try (QuietGate.Work work = QuietGate.of(Path.of(arguments[0])).work()) {
                System.out.println("at work");
                System.in.readAllBytes();
                System.out.println("done");
            }
        }
    }
}
