package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Image;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseAllowedTest {

    @ParameterizedTest
    @CsvSource({
        "python:3.11-slim,                             python:3.11-slim, PASSED",
        "docker.io/library/python:3.11-slim,           python:3.11-slim, PASSED",
        "library/python:3.11-slim,                     python:3.11-slim, PASSED",
        "python:3.11-slim@sha256:aa,                   python:3.11-slim, PASSED",
        "python:3.11-slim,                             docker.io/library/python:3.11-slim, PASSED",
        "python,                                       python:latest,    PASSED",
        "python:3.11,                                  python:3.11-slim, FAILED",
        "python@sha256:aa,                             python:3.11-slim, FAILED",
        "python:3.11-slim,                             python:3.11-slim@sha256:aa, FAILED",
        "python:3.11-slim@sha256:aa,                   python@sha256:aa, PASSED",
        "localhost:5000/python:3.11-slim,              python:3.11-slim, FAILED",
        "localhost:5000/python,                        localhost:5000/python:latest, PASSED"
    })
    void compares(String base, String allowed, Status status) {
        assertThat(judge("FROM " + base + "\n", allowed).status()).isEqualTo(status);
    }

    @Test
    void theBaseOfTheFinalStagesChainCounts() {
        Finding finding = judge(
                "ARG TAG=3.11\nFROM python:3.11-slim AS other\nFROM python:${TAG} AS app\nFROM app\n",
                "python:3.11-slim");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("built on python:3.11");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aNameWithoutItsLayersFails() {
        var seen = FakeObservations.of("FROM python:3.11-slim\n").withoutBaseLayers();
        Finding finding = new BaseAllowed().judge(new BaseAllowed.Parameters(List.of("python:3.11-slim")), seen);
        assertThat(finding.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void anotherNameOfTheSameImageIsMeant() {
        var image = FakeObservations.of("FROM x\n").image();
        var other = new Image("sha256:other", image.config(), image.layers(), List.of());
        var seen = FakeObservations.of("FROM docker.io/library/python:3.11-slim-bookworm\n")
                .base("python:3.11-slim", image)
                .base("python:3.11-slim-bookworm", image)
                .base("python:3.11", other);

        assertThat(judge(seen, "python:3.11-slim").status()).isEqualTo(Status.PASSED);
        assertThat(judge(seen, "python:3.11").status()).isEqualTo(Status.FAILED);
        assertThat(judge(seen, "python:3.11-slim@sha256:aa").status()).isEqualTo(Status.FAILED);
    }

    private static Finding judge(FakeObservations seen, String allowed) {
        return new BaseAllowed().judge(new BaseAllowed.Parameters(List.of(allowed)), seen);
    }

    private static Finding judge(String dockerfile, String allowed) {
        return new BaseAllowed()
                .judge(new BaseAllowed.Parameters(List.of("redis:7-alpine", allowed)), FakeObservations.of(dockerfile));
    }
}
