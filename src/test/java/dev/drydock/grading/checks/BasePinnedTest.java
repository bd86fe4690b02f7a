package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasePinnedTest {

    private static Finding judge(String base, BasePinned.By by) {
        return new BasePinned()
                .judge(new BasePinned.Parameters(by), FakeObservations.of("ARG V=3.11\nFROM " + base + "\nRUN a\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python:${V}-slim",
                "debian:bookworm-slim",
                "docker.io/library/debian:12-slim",
                "ubuntu:22.04",
                "nvidia/cuda:11.8.0-runtime-ubuntu22.04",
                "python:3.11-slim@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                "scratch"
            })
    void aVersionPasses(String base) {
        assertThat(judge(base, BasePinned.By.VERSION).status()).isEqualTo(Status.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python",
                "python:latest",
                "python:3",
                "python:slim",
                "python:slim-bookworm",
                "python:3-bookworm",
                "nvidia/cuda:latest-ubuntu22.04",
                "debian:stable-slim",
                "localhost:5000/python"
            })
    void whatMovesFailsAtItsFrom(String base) {
        Finding finding = judge(base, BasePinned.By.VERSION);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void onlyADigestIsTheImageItself() {
        assertThat(judge("python:3.11.2-slim", BasePinned.By.DIGEST).status()).isEqualTo(Status.FAILED);
        assertThat(judge(
                                "python@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                                BasePinned.By.DIGEST)
                        .status())
                .isEqualTo(Status.PASSED);
    }
}
