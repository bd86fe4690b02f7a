package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.OuterEngine.Labelled;
import dev.drydock.sandbox.Owner;
import dev.drydock.sandbox.Sweeper;
import dev.drydock.sandbox.TestSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code grade} in a process of its own, killed with SIGKILL at one moment after another. */
@Tag("engine")
@Tag("turn3")
class KilledGradeTest {

    @ParameterizedTest(name = "killed when it says \"{0}\"")
    @ValueSource(strings = {"lease", "· build", "RUN apt-get update", "· run", "· rebuild, app.py edited"})
    void leavesNothingThatTheNextRunDoesNotSweep(String moment) throws Exception {
        TestSandbox.host();
        Process grade = start();
        try {
            waitFor(grade, moment);
        } finally {
            grade.destroyForcibly().waitFor();
        }
        String pid = grade.pid() + "@";
        try (OuterEngine outer = OuterEngine.connect()) {
            new Sweeper(outer).sweep();
            List<Labelled> left = Stream.of(
                            outer.containers(Owner.LABEL), outer.networks(Owner.LABEL), outer.volumes(Owner.LABEL))
                    .flatMap(List::stream)
                    .filter(one -> one.labels().getOrDefault(Owner.LABEL, "").startsWith(pid))
                    .toList();
            assertThat(left).isEmpty();
        }
    }

    private static Process start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.drydock.cli.Main",
                        "grade",
                        "first-ml-container",
                        "exercises/first-ml-container/solution")
                .redirectErrorStream(true)
                .start();
    }

    /** "lease" is the moment before it says anything: the sandbox is about to start. */
    private static void waitFor(Process grade, String moment) throws Exception {
        if (moment.equals("lease")) {
            try (OuterEngine outer = OuterEngine.connect()) {
                String pid = grade.pid() + "@";
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> outer.networks(Owner.LABEL).stream()
                                .anyMatch(network -> network.labels()
                                        .getOrDefault(Owner.LABEL, "")
                                        .startsWith(pid)));
            }
            return;
        }
        BufferedReader lines = grade.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(moment)) {
                return;
            }
        }
        throw new AssertionError("it ended without saying " + moment);
    }
}
