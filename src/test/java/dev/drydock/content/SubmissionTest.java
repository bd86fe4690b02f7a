package dev.drydock.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {

    @TempDir
    Path root;

    @TempDir
    Path folder;

    private Exercise exercise;

    @BeforeEach
    void loadExercise() {
        exercise = new ContentFolder(root).load();
        write("Dockerfile", "FROM mine\n");
    }

    private void write(String path, String text) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void assertRefused(String kind, String message) {
        SubmissionException refusal =
                catchThrowableOfType(SubmissionException.class, () -> Submission.of(exercise, folder));
        assertThat(refusal).hasMessage(message);
        assertThat(refusal.kind()).isEqualTo(kind);
    }

    @Test
    void laysTheLearnersFilesOverTheContext() {
        write("app.py", "print(2)\n");
        write("src/deep/x.py", "x\n");

        Submission submission = Submission.of(exercise, folder);

        assertThat(submission.paths()).containsExactly("Dockerfile", "app.py", "model.bin", "src/deep/x.py");
        assertThat(submission.submitted()).containsOnlyKeys("Dockerfile", "app.py", "src/deep/x.py");
        assertThat(submission.files()).containsOnlyKeys("model.bin");
        assertThat(submission.text("app.py")).contains("print(2)\n");
        assertThat(submission.text("model.bin")).contains("model");
        assertThat(submission.text("none")).isEmpty();
    }

    @Test
    void doesNotChangeWhenTheFolderDoes() {
        Submission submission = Submission.of(exercise, folder);
        String hash = submission.contentHash();

        write("Dockerfile", "FROM other\n");

        assertThat(submission.text("Dockerfile")).contains("FROM mine\n");
        assertThat(submission.contentHash()).isEqualTo(hash);
        assertThat(Submission.of(exercise, folder).contentHash()).isNotEqualTo(hash);
    }

    @Test
    void laysAWrongSolutionOverTheReferenceSolution() {
        new ContentFolder(root).exercise("wrong/slow/app.py", "print(3)\n");

        Submission wrong = Submission.wrong(exercise, exercise.wrongSolution("slow"));

        assertThat(wrong.text("Dockerfile")).contains("FROM z\n");
        assertThat(wrong.paths()).doesNotContain("expected.yaml");
        assertThat(Submission.of(exercise, root.resolve("exercises/small/wrong/slow"))
                        .contentHash())
                .isEqualTo(wrong.contentHash());
    }

    @Test
    void replacesSingleFiles() {
        Submission submission = Submission.of(
                exercise, List.of(folder), Map.of("Dockerfile", "FROM new\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(submission.text("Dockerfile")).contains("FROM new\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../Dockerfile", "/Dockerfile", "src/../../x", "src//x", "src\\x", "src/a\nb", "src/.", ""})
    void refusesNamesThatLeadElsewhere(String path) {
        SubmissionException refusal = catchThrowableOfType(
                SubmissionException.class, () -> Submission.of(exercise, List.of(folder), Map.of(path, new byte[0])));

        assertThat(refusal.kind()).isEqualTo("submission.name");
    }

    @Test
    void acceptsUnchangedFilesOfTheExercise() {
        write("model.bin", "model");

        assertThat(Submission.of(exercise, folder).submitted()).containsOnlyKeys("Dockerfile");
    }

    @Test
    void refusesChangedFilesOfTheExercise() {
        write("model.bin", "other");

        assertRefused(
                "submission.notEditable",
                "model.bin: This file belongs to the exercise and was changed."
                        + " Put the original back; you may hand in Dockerfile, app.py, src/.");
    }

    @Test
    void refusesFilesThatTheExerciseDoesNotAskFor() {
        write("notes.txt", "x");

        assertRefused(
                "submission.notEditable",
                "notes.txt: This file is no part of the exercise."
                        + " Take it out; you may hand in Dockerfile, app.py, src/.");
    }

    @Test
    void suspectsAMisspeltName() throws IOException {
        Files.delete(folder.resolve("Dockerfile"));
        write("dockerfile", "FROM x\n");

        assertRefused(
                "submission.notEditable",
                "dockerfile: This file is no part of the exercise. If it is meant to be Dockerfile, rename it.");
    }

    @Test
    void suspectsANameInAnotherCase() throws IOException {
        Files.delete(folder.resolve("Dockerfile"));
        write("DOCKERFILE", "FROM x\n");

        assertRefused(
                "submission.notEditable",
                "DOCKERFILE: This file is no part of the exercise. If it is meant to be Dockerfile, rename it.");
    }

    @Test
    void refusesWhatLooksLikeAFileOfTheExercise() {
        new ContentFolder(root).exercise("context/src/data.csv", "1");
        write("src/Data.csv", "2");

        assertRefused(
                "submission.duplicate",
                "src/Data.csv: This name and src/data.csv differ only in upper and lower case;"
                        + " many machines take them for the same. Keep one of the two, or rename it.");
    }

    @Test
    void refusesAFolderWhereTheExerciseHasAFile() {
        new ContentFolder(root).exercise("context/src/data", "1");
        write("src/data/x", "2");

        assertRefused(
                "submission.duplicate",
                "src/data/x: There is a file and a folder of the same name, src/data."
                        + " Keep one of the two, or rename it.");
    }

    @Test
    void overlooksWhatProgramsLeaveBehind() {
        write(".DS_Store", "x");
        write(".git/config", "x");
        write("src/__pycache__/x.pyc", "x");
        write("app.py~", "x");
        write(".app.py.swp", "x");

        assertThat(Submission.of(exercise, folder).submitted()).containsOnlyKeys("Dockerfile");
    }

    @Test
    void refusesASubmissionWithoutDockerfile() throws IOException {
        Files.delete(folder.resolve("Dockerfile"));

        assertRefused(
                "submission.noDockerfile",
                "Dockerfile: The submission has no Dockerfile."
                        + " Put a file of exactly this name (capital D, no ending) into the folder itself.");
    }

    @Test
    void refusesSymbolicLinksToFilesAndFolders() throws IOException {
        Files.createDirectory(folder.resolve("src"));
        Files.createSymbolicLink(folder.resolve("src/passwd"), Path.of("/etc/passwd"));
        assertRefused(
                "submission.link",
                "src/passwd: This is a symbolic link to /etc/passwd, which lies outside the submission's folder."
                        + " Take it out; if the file belongs to your solution, put a copy of it in its place.");

        Files.delete(folder.resolve("src/passwd"));
        Files.delete(folder.resolve("src"));
        Files.createSymbolicLink(folder.resolve("src"), Path.of("/etc"));
        assertRefused(
                "submission.link",
                "src: This is a symbolic link to /etc, which lies outside the submission's folder."
                        + " Take it out; if the file belongs to your solution, put a copy of it in its place.");
    }

    @Test
    void mayBeNamedByALink(@TempDir Path elsewhere) throws IOException {
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);

        assertThat(Submission.of(exercise, link).text("Dockerfile")).contains("FROM mine\n");
    }

    @Test
    void refusesPipes() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("src"));
        Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("src/pipe").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();

        assertRefused(
                "submission.special",
                "src/pipe: This is neither a file nor a folder, but a device, a pipe or a socket. Delete it.");
    }

    @Test
    void refusesTooManyBytes() throws IOException {
        Files.createDirectory(folder.resolve("src"));
        for (String name : List.of("src/a", "src/b")) {
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                file.setLength(6 * 1024 * 1024);
            }
        }

        assertRefused(
                "submission.tooLarge",
                "src/b: With this file the submission holds 12,582,922 bytes; at most 10,485,760 bytes (10 MiB) are accepted."
                        + " Hand in only what you wrote; the exercise's own files are there already.");
    }

    @Test
    void refusesTooManyFiles() {
        for (int i = 0; i < 2_000; i++) {
            write("src/" + i, "");
        }

        assertRefused(
                "submission.tooMany",
                "The submission holds 2,002 files and folders; at most 2,000 are accepted."
                        + " Hand in the folder that holds your Dockerfile, without virtual environments or data.");
    }

    @Test
    void refusesFoldersTooDeepInOneAnother() {
        write("src/" + "d/".repeat(20) + "x", "");

        assertRefused(
                "submission.tooDeep",
                "src" + "/d".repeat(20) + ": This path has 21 steps; at most 20 are accepted."
                        + " Hand in the folder that holds your Dockerfile, and nothing above it.");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        folder = folder.resolve("none");

        assertRefused(
                "submission.missing",
                "There is no such folder or file. Name the folder that holds your Dockerfile, or an archive of it.");
    }
}
