package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.IgnoredFiles.Ignored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IgnoredFilesTest {

    private static final FileLines LINE_3 = new FileLines(".dockerignore", new Lines(3, 3));

    private static IgnoredFiles of(String dockerfile, String... excluded) {
        Map<String, FileLines> rules = new HashMap<>();
        List.of(excluded).forEach(path -> rules.put(path, LINE_3));
        return IgnoredFiles.of(
                DockerfileParser.parse("Dockerfile", dockerfile),
                List.of("app.py", "models/iris.joblib", "notes.md"),
                path -> Optional.ofNullable(rules.get(path)));
    }

    @Test
    void theFileThatBuildKitDoesNotFindIsNamedWithItsLine() {
        Optional<Ignored> missed = of("FROM x\nCOPY models/iris.joblib /m/\n", "models/iris.joblib")
                .missedBy("failed to compute cache key: \"/models/iris.joblib\": not found");
        assertThat(missed).contains(new Ignored("models/iris.joblib", LINE_3));
        assertThat(missed.orElseThrow().inWords()).startsWith("Line 3 of .dockerignore keeps models/iris.joblib out");
    }

    @Test
    void aFileThatNoCopyWantsIsMissedByNobody() {
        IgnoredFiles ignored = of("FROM x\nCOPY app.py .\n", "models/iris.joblib");
        assertThat(ignored.missedBy("\"/models/iris.joblib\": not found")).isEmpty();
        assertThat(ignored.missedAt(PathPattern.of("/models/iris.joblib"))).isEmpty();
    }

    @Test
    void whatAnotherStageGivesDoesNotComeFromTheContext() {
        IgnoredFiles ignored = of("FROM x AS a\nFROM x\nCOPY --from=a models /m\n", "models/iris.joblib");
        assertThat(ignored.missedAt(PathPattern.of("/m/models/iris.joblib"))).isEmpty();
    }

    @Test
    void aFileIsKnownByItsNameWhereverItWasToLie() {
        IgnoredFiles ignored = of("FROM x\nCOPY . /srv/\n", "models/iris.joblib");
        assertThat(ignored.missedAt(PathPattern.of("/app/iris.joblib")).map(Ignored::path))
                .contains("models/iris.joblib");
        assertThat(ignored.missedAt(PathPattern.of("/app/app.py"))).isEmpty();
    }

    @Test
    void aProgramsLastWordsNameItUnlessTheImageHasOne() {
        IgnoredFiles ignored = of("FROM x\nCOPY . .\n", "models/iris.joblib", "app.py");
        String log = "FileNotFoundError: [Errno 2] No such file or directory: '/models/iris.joblib'";
        assertThat(ignored.missedIn(log, files()).map(Ignored::path)).contains("models/iris.joblib");
        assertThat(ignored.missedIn(log, files("/elsewhere/iris.joblib"))).isEmpty();
        assertThat(ignored.missedIn("ModuleNotFoundError: No module named 'app'", files())
                        .map(Ignored::path))
                .contains("app.py");
        assertThat(ignored.missedIn("my-iris.joblib.bak is missing", files())).isEmpty();
    }

    private static ImageFiles files(String... paths) {
        return ImageFiles.of(List.of(List.of(paths).stream()
                .map(path -> new LayerFile(path, Kind.FILE, 1, 0644, 0, 0, Optional.empty()))
                .toList()));
    }
}
