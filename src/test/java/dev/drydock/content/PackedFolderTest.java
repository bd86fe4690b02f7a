package dev.drydock.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFolderTest {

    private static final Exercise EXERCISE = Exercises.load(Path.of(""), "first-ml-container");

    @TempDir
    Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("mine"));
        Files.writeString(folder.resolve("Dockerfile"), "FROM python:3.11-slim\n");
    }

    private Submission unpacked() throws IOException {
        Path archive = temporary.resolve("packed");
        Files.write(archive, PackedFolder.tarGz(folder, EXERCISE.settings().editable()));
        return Submission.of(EXERCISE, archive);
    }

    @Test
    void whatIsUnpackedIsWhatWasThere() throws IOException {
        Files.writeString(folder.resolve("app.py"), "größer = 'ß'\n");
        assertThat(unpacked().submitted())
                .usingRecursiveComparison()
                .isEqualTo(Submission.of(EXERCISE, folder).submitted());
    }

    @Test
    void namesOfAllKindsArrive() throws IOException {
        Path deep = folder.resolve("ä".repeat(100)).resolve("b".repeat(120));
        Files.createDirectories(deep);
        Files.writeString(deep.resolve("c".repeat(60)), "");
        ExerciseSettings settings = EXERCISE.settings();
        Path archive = Files.write(temporary.resolve("packed"), PackedFolder.tarGz(folder, List.of()));
        assertThat(SubmissionSource.open(archive, settings).files())
                .hasSize(2)
                .isEqualTo(SubmissionSource.open(folder, settings).files());
    }

    @Test
    void sameFilesMakeTheSameBytes() {
        List<String> editable = EXERCISE.settings().editable();
        assertThat(PackedFolder.tarGz(folder, editable)).isEqualTo(PackedFolder.tarGz(folder, editable));
    }

    @Test
    void leavesClutterOut() throws IOException {
        Files.createDirectories(folder.resolve(".venv/bin"));
        Files.createSymbolicLink(folder.resolve(".venv/bin/python"), Path.of("/usr/bin/python3"));
        assertThat(unpacked().submitted()).containsOnlyKeys("Dockerfile");
    }

    @Test
    void followsNoLink() throws IOException {
        Files.createSymbolicLink(folder.resolve("app.py"), Path.of("/etc/passwd"));
        assertThatExceptionOfType(SubmissionException.class)
                .isThrownBy(this::unpacked)
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo("submission.link"));
    }

    @Test
    void refusesMoreThanIsTaken() throws IOException {
        Files.write(folder.resolve("app.py"), new byte[SubmissionLimits.MAX_BYTES]);
        assertThatExceptionOfType(SubmissionException.class)
                .isThrownBy(this::unpacked)
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo("submission.tooLarge"));
    }
}
