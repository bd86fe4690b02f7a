package dev.drydock.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the cases of {@link HostileContextsTest} cannot describe. */
class SubmittedArchiveTest {

    private static final int SPOILT_ARCHIVES = 1_500;

    @TempDir
    Path root;

    private Exercise exercise;
    private Path file;

    @BeforeEach
    void loadExercise() {
        exercise = new ContentFolder(root).load();
        file = root.resolve("submitted");
    }

    private static DescribedArchive archive() {
        return DescribedArchive.read(Path.of("src/test/resources/hostile/contexts/plain/archive.yaml"));
    }

    @ParameterizedTest
    @EnumSource(value = DescribedArchive.Format.class, names = "FOLDER", mode = EnumSource.Mode.EXCLUDE)
    void answersEverySpoiltArchiveWithAVerdict(DescribedArchive.Format format) throws IOException {
        byte[] whole = Files.readAllBytes(archive().write(root, format));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < SPOILT_ARCHIVES; i++) {
            byte[] spoilt = whole.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
            }
            Files.write(file, spoilt);
            try {
                assertThat(Submission.of(exercise, file).paths()).contains(Submission.DOCKERFILE);
            } catch (SubmissionException answered) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @EnumSource(value = DescribedArchive.Format.class, names = "FOLDER", mode = EnumSource.Mode.EXCLUDE)
    void holdsWhatTheFolderHolds(DescribedArchive.Format format) throws IOException {
        Path folder = archive().write(Files.createDirectory(root.resolve("folder")), DescribedArchive.Format.FOLDER);
        Path packed = archive().write(Files.createDirectory(root.resolve("packed")), format);

        assertThat(Submission.of(exercise, packed).contentHash())
                .isEqualTo(Submission.of(exercise, folder).contentHash());
    }

    @Test
    void readsWhatTheLibraryWrites() throws IOException {
        String longName = "src/" + "é".repeat(120);
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (String name : List.of("Dockerfile", longName)) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(1);
                tar.putArchiveEntry(entry);
                tar.write('x');
                tar.closeArchiveEntry();
            }
        }

        assertThat(Submission.of(exercise, file).submitted()).containsOnlyKeys("Dockerfile", longName);
    }

    @Test
    void mayBeNamedByALink() throws IOException {
        Path packed = archive().write(root, DescribedArchive.Format.ZIP);

        Path link = Files.createSymbolicLink(root.resolve("link"), packed);

        assertThat(Submission.of(exercise, link).submitted()).containsKey("src/x.py");
    }

    @Test
    void doesNotChangeWhenTheArchiveDoes() throws IOException {
        Path packed = archive().write(root, DescribedArchive.Format.TGZ);
        Submission submission = Submission.of(exercise, packed);

        Files.delete(packed);

        assertThat(submission.text("src/x.py")).contains("x\n");
    }
}
