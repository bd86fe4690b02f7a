package dev.drydock.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Permission bits with which a learner's files enter a build. */
class SubmissionModesTest {

    @TempDir
    Path root;

    @TempDir
    Path folder;

    private Exercise exercise;

    @BeforeEach
    void loadExercise() throws IOException {
        exercise = new ContentFolder(root).load();
        Files.writeString(folder.resolve("Dockerfile"), "FROM mine\n");
        Files.writeString(folder.resolve("app.py"), "#!/usr/bin/python\n");
    }

    @Test
    void ofAFolderAreThoseOfItsFiles() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("Dockerfile"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder.resolve("app.py"), PosixFilePermissions.fromString("rw-r-----"));

        Submission submission = Submission.of(exercise, folder);

        assertThat(submission.mode("Dockerfile")).isEqualTo(0700);
        assertThat(submission.mode("app.py")).isEqualTo(0640);
    }

    @Test
    void ofABrowsersFilesFollowFromTheFirstLine() {
        Submission submission = Submission.of(
                exercise,
                List.of(folder),
                Map.of("Dockerfile", bytes("FROM mine\n"), "app.py", bytes("#!/usr/bin/python\n")));

        assertThat(submission.mode("Dockerfile")).isEqualTo(0644);
        assertThat(submission.mode("app.py")).isEqualTo(0755);
    }

    @Test
    void stayTheSameWhenTheFilesWereStoredMeanwhile() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("app.py"), PosixFilePermissions.fromString("rw-rw----"));
        SubmittedFiles stored = Submission.of(exercise, folder).submittedFiles();

        assertThat(Submission.of(exercise, stored).mode("app.py")).isEqualTo(0660);
        assertThat(Submission.of(exercise, stored).contentHash())
                .isEqualTo(Submission.of(exercise, folder).contentHash());
    }

    @Test
    void ofFilesThatWereStoredWithoutFollowFromTheFirstLine() {
        var contents = new TreeMap<>(Map.of("Dockerfile", bytes("FROM mine\n"), "app.py", bytes("#!/bin/sh\n")));

        Submission submission = Submission.of(exercise, new SubmittedFiles(contents, Map.of("Dockerfile", 0600)));

        assertThat(submission.mode("Dockerfile")).isEqualTo(0600);
        assertThat(submission.mode("app.py")).isEqualTo(0755);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
