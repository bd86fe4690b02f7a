package dev.drydock.grading;

import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.grading.BuildReport.Layer;
import dev.drydock.grading.BuildReport.Step;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.LineRange;
import dev.drydock.grading.Verdict.Problem;
import dev.drydock.grading.Verdict.Timings;
import dev.drydock.lint.Severity;
import dev.drydock.lint.report.LintEntry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts of every outcome. */
final class Samples {

    static final List<String> SOURCE = List.of(
            "FROM python:3.11-slim",
            "WORKDIR /app",
            "COPY . .",
            "RUN pip install --no-cache-dir \\",
            "    -r requirements.txt \\",
            "    --no-deps \\",
            "    --quiet",
            "CMD python app.py");

    private static final Optional<String> NONE = Optional.empty();

    static final Provenance PROVENANCE = new Provenance(
            "0.1.0",
            "sha256:" + "0".repeat(64),
            Optional.of("26.1.5"),
            List.of(new Provenance.Base("python:3.11-slim", NONE, Provenance.Source.STAND_IN)));

    private static final Provenance NO_PROVENANCE =
            new Provenance("0.1.0", "sha256:" + "0".repeat(64), NONE, List.of());

    private Samples() {}

    /** Nothing can be observed but the Dockerfile's name. */
    static Observations observations() {
        return (Observations) Proxy.newProxyInstance(
                Samples.class.getClassLoader(), new Class<?>[] {Observations.class}, (self, method, arguments) -> {
                    if (method.getName().equals("dockerfile")) {
                        return DockerfileParser.parse("Dockerfile", "FROM scratch");
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    static List<String> source(String file) {
        return Map.of("Dockerfile", SOURCE).getOrDefault(file, List.of());
    }

    static CheckResult check(String id, String title, Status status, int points, int maxPoints, String message) {
        return new CheckResult(
                id,
                "kind." + id,
                title,
                status,
                points,
                maxPoints,
                NONE,
                NONE,
                message.isEmpty() ? NONE : Optional.of(message),
                NONE,
                Optional.of("02-dockerfile-anatomy"),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static CheckResult rebuildCheck() {
        return new CheckResult(
                "install-reused",
                "cache.reuse",
                "After a change in app.py, the packages are not installed again",
                Status.FAILED,
                0,
                4,
                Optional.of("after a change in app.py, every install step comes from the cache"),
                Optional.of("ran again: RUN pip install --no-cache-dir -r requirements.txt"),
                Optional.of("You changed app.py, and `RUN pip install` (line 4) ran again because `COPY . .` (line 3)"
                        + " above it reads the file. Every edit of the code then costs a whole installation."),
                Optional.of("Copy requirements.txt alone, install, and copy the model and app.py afterwards."),
                Optional.of("03-layers-and-cache#order"),
                List.of(new LineRange("Dockerfile", 3, 3), new LineRange("Dockerfile", 4, 7)),
                Optional.empty(),
                Optional.empty());
    }

    private static Step step(String instruction, int line, boolean cached, long millis) {
        return new Step("", instruction, Optional.of(line), cached, millis, Optional.empty(), Optional.empty());
    }

    private static BuildReport build() {
        return new BuildReport(
                Optional.of(153_400_000L),
                5_432,
                List.of(
                        new Layer("sha256:a", 146_000_000, true, "bash", Optional.empty()),
                        new Layer("sha256:b", 7_400_000, false, "RUN pip install", Optional.of(4))),
                List.of(
                        step("FROM python:3.11-slim", 1, false, 0),
                        step("WORKDIR /app", 2, false, 61),
                        step("COPY . .", 3, false, 70),
                        step(
                                "RUN pip install --no-cache-dir -r requirements.txt --no-deps --quiet",
                                4,
                                false,
                                12_345)));
    }

    private static RebuildReport rebuild() {
        return new RebuildReport(
                List.of("app.py"),
                List.of(
                        step("WORKDIR /app", 2, true, 0),
                        step("COPY . .", 3, false, 70),
                        step(
                                "RUN pip install --no-cache-dir -r requirements.txt --no-deps --quiet",
                                4,
                                false,
                                11_999)));
    }

    static Verdict passed() {
        return Verdicts.graded(
                "first-ml-container",
                List.of(
                        check("builds", "The image builds", Status.PASSED, 2, 2, ""),
                        check("gpu", "It sees a GPU", Status.NOT_VERIFIED, 0, 10, "There is no GPU in this machine.")),
                Optional.empty(),
                Optional.of(build()),
                Optional.empty(),
                new Timings(0, 12_500, 0, 3_100, 15_700),
                PROVENANCE);
    }

    static Verdict failed() {
        return Verdicts.graded(
                        "first-ml-container",
                        List.of(
                                check("builds", "The image builds", Status.PASSED, 2, 2, ""),
                                rebuildCheck(),
                                new CheckResult(
                                        "size",
                                        "size.ratio",
                                        "The image carries little more than it needs",
                                        Status.PARTIAL,
                                        7,
                                        10,
                                        Optional.of("at most 1.15 times"),
                                        Optional.of("1.3 times"),
                                        NONE,
                                        NONE,
                                        NONE,
                                        List.of(new LineRange("Dockerfile", 3, 3)),
                                        Optional.empty(),
                                        Optional.of("install-reused")),
                                check(
                                        "stays-up",
                                        "The container starts and keeps running",
                                        Status.FAILED,
                                        0,
                                        3,
                                        "It \u001b[31mended."),
                                check(
                                                "health",
                                                "GET /health answers \"ok\"",
                                                Status.SKIPPED,
                                                0,
                                                3,
                                                "Not tried: \"The container starts and keeps running\" has to hold first, and does not.")
                                        .below("stays-up")),
                        Optional.empty(),
                        Optional.of(build()),
                        Optional.of(rebuild()),
                        new Timings(0, 12_500, 12_100, 3_100, 28_000),
                        PROVENANCE)
                .with(List.of(new LintEntry(
                        "pip-cache-kept",
                        Severity.WARNING,
                        "pip keeps every wheel that it downloads, and here they stay in the layer\u001b[31m.",
                        "Write pip install --no-cache-dir.",
                        Optional.of("03-layers-and-cache#pip"),
                        4,
                        5,
                        4,
                        16)));
    }

    static Verdict buildFailed() {
        Problem problem = new Problem(
                "build.failed",
                Optional.of("Dockerfile"),
                Optional.of(4),
                Optional.of("[4/5] RUN pip install --no-cache-dir -r requirements.txt"),
                "process \"/bin/sh -c pip install\" did not complete successfully: exit code: 1",
                Optional.of("Mend the instruction that is named. The log says what it ran into."),
                Optional.of(
                        "Looking in indexes: http://mirror/simple/\r\n10 %\r100 %\n\n\u001b[31mERROR: Could not find"
                                + " a version that satisfies the requirement flsk\u001b[0m\n"));
        return Verdicts.graded(
                "first-ml-container",
                List.of(
                        check("builds", "The image builds", Status.FAILED, 0, 2, "It does not build."),
                        check("base", "The base is slim", Status.SKIPPED, 0, 2, "Not tried: the image did not build.")),
                Optional.of(problem),
                Optional.of(new BuildReport(
                        Optional.empty(),
                        5_432,
                        List.of(),
                        List.of(
                                step("WORKDIR /app", 2, false, 61),
                                step("RUN pip install --no-cache-dir -r requirements.txt", 4, false, 0)))),
                Optional.empty(),
                new Timings(0, 2_500, 0, 0, 2_900),
                PROVENANCE);
    }

    static Verdict invalid() {
        return Verdicts.invalid(
                "first-ml-container",
                30,
                new Problem(
                        "refused.base",
                        Optional.of("Dockerfile"),
                        Optional.of(1),
                        NONE,
                        "The base python:3.11-alpine is not in the catalogue.",
                        Optional.of("Build on python:3.11-slim."),
                        NONE),
                new Timings(0, 0, 0, 0, 12),
                NO_PROVENANCE);
    }

    static Verdict error() {
        return Verdicts.error(
                "first-ml-container",
                30,
                Verdicts.platformProblem("The engine in the sandbox does not answer."),
                new Timings(0, 0, 0, 0, 9_000),
                NO_PROVENANCE);
    }
}
