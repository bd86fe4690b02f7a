package dev.drydock.grading;

import static dev.drydock.grading.ImageFilesTest.entry;
import static dev.drydock.grading.ImageFilesTest.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.NumberedSteps;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Image;
import dev.drydock.engine.ImageConfig;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.engine.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallsTest {

    private static final String SITE = "/opt/venv/lib/python3.11/site-packages/";
    private static final List<LayerFile> BASE =
            List.of(file("/var/lib/dpkg/status", 80), file("/var/lib/dpkg/info/bash.list", 8));

    private static StageLayers stage(Dockerfile dockerfile, boolean isFinal, List<List<LayerFile>> above) {
        List<List<LayerFile>> layers = new ArrayList<>(List.of(BASE));
        layers.addAll(above);
        List<Image.Layer> digests = IntStream.range(0, layers.size())
                .mapToObj(index -> new Image.Layer("sha256:" + index, 1, ""))
                .toList();
        var config = new ImageConfig(
                "",
                "",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
        return new StageLayers(
                dockerfile,
                new Image("sha256:i", config, digests, List.of()),
                1,
                ImageFiles.of(layers),
                isFinal,
                layer -> steps(dockerfile).skip(Math.max(0, layer - 1)).findFirst());
    }

    /** Of the last stage: each makes a layer. */
    private static Stream<Instruction> steps(Dockerfile dockerfile) {
        return dockerfile.stages().getLast().instructions().stream()
                .filter(instruction -> Set.of("RUN", "COPY", "ADD").contains(instruction.keyword()));
    }

    private static List<Install> of(Dockerfile dockerfile, List<StageLayers> stages, String... steps) {
        List<StepResult> results =
                Stream.of(steps).map(name -> FakeObservations.step(name, "")).toList();
        NumberedSteps numbered = NumberedSteps.of(dockerfile, reference -> NumberedSteps.Base.NONE);
        return new Installs(step -> step.position()
                        .flatMap(
                                at -> dockerfile.stage(at.stage()).flatMap(stage -> numbered.step(stage, at.number()))))
                .of(new BuildOutcome.Built("sha256:i", results, Duration.ZERO), stages);
    }

    /** One RUN, told by what its layer holds. */
    private static boolean installs(LayerFile... layer) {
        Dockerfile dockerfile = DockerfileParser.parse("Dockerfile", "FROM x\nRUN anything\n");
        return !of(dockerfile, List.of(stage(dockerfile, true, List.of(List.of(layer)))), "[2/2] RUN anything")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SITE + "flask-2.2.2.dist-info/RECORD",
                SITE + "old-1.0-py3.11.egg-info",
                "/target/six-1.16.0.dist-info/METADATA",
                "/var/lib/dpkg/info/libgomp1:amd64.list",
                "/opt/conda/conda-meta/numpy-1.24.json",
                "/wheels/six-1.16.0-py2.py3-none-any.whl",
                "/var/cache/apt/archives/libgomp1_12_amd64.deb"
            })
    void recordsAndArchivesTell(String path) {
        assertThat(installs(file(path, 7))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/app.py",
                SITE + "setuptools/_vendor/packaging-21.3.dist-info/RECORD",
                "/var/lib/dpkg/lock",
                "/root/.cache/pip/http/a/b",
                "/app/weights.tar.gz"
            })
    void otherFilesDoNot(String path) {
        assertThat(installs(file(path, 7))).isFalse();
    }

    @Test
    void whatOnlyGetsAnotherOwnerIsNotInstalled() {
        assertThat(installs(file("/var/lib/dpkg/info/bash.list", 8), file("/var/lib/dpkg/status", 80)))
                .isFalse();
        assertThat(installs(file("/var/lib/dpkg/status", 95))).isTrue();
    }

    @Test
    void removingPackagesIsNoInstall() {
        assertThat(installs(file("/var/lib/dpkg/status", 70), entry("/var/lib/dpkg/info/bash.list", Kind.WHITEOUT)))
                .isFalse();
    }

    @Test
    void copiesAndStagesThatAreNotInTheImageAreLookedAt() {
        Dockerfile whole = DockerfileParser.parse(
                "Dockerfile",
                "FROM x AS builder\nCOPY list .\nRUN <<EOF\nsomething\nEOF\n"
                        + "FROM x\nCOPY --from=builder /opt/venv /opt/venv\n");
        var builder = new Dockerfile(
                "Dockerfile",
                whole.directives(),
                List.of(),
                List.of(),
                whole.stages().subList(0, 1));
        List<LayerFile> packages = List.of(file(SITE + "flask-2.2.2.dist-info/RECORD", 7));
        List<Install> installs = of(
                whole,
                List.of(
                        stage(whole, true, List.of(packages)),
                        stage(builder, false, List.of(List.of(file("/list", 1)), packages))),
                "[builder 2/3] COPY list .",
                "[builder 3/3] RUN <<EOF",
                "[stage-1 2/2] COPY --from=builder /opt/venv /opt/venv");

        assertThat(installs).extracting(Install::isRun).containsExactly(true, false);
        assertThat(installs.get(0).layer()).isEmpty();
        assertThat(installs.get(1).layer()).hasValue(1);
        assertThat(installs.get(0).distributions()).containsExactly(SITE + "flask-2.2.2.dist-info");
    }
}
