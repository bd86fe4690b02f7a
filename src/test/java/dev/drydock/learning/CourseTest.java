package dev.drydock.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.Exercise;
import dev.drydock.server.FolderCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseTest {

    @TempDir
    Path root;

    private Path settings;
    private Course course;

    @BeforeEach
    void readContent() throws IOException {
        FolderCopy.copy(Path.of("src/test/resources/content"), root);
        settings = root.resolve("exercises/quick/exercise.yaml");
        course = new Course(root);
    }

    @Test
    void takesChangedContentOver() throws IOException {
        rewrite("title: A quick one", "title: Another quick one");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> title().equals("Another quick one"));
    }

    @Test
    void keepsWhatWasGoodWhileTheFilesAreBroken() throws Exception {
        rewrite("title: A quick one", "title: [");
        for (int i = 0; i < 30; i++) {
            assertThat(title()).isEqualTo("A quick one");
            Thread.sleep(100);
        }
        rewrite("title: [", "title: A mended one");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> title().equals("A mended one"));
    }

    private String title() {
        return course.exercises().stream().map(Exercise::title).findFirst().orElseThrow();
    }

    private void rewrite(String old, String text) throws IOException {
        Files.writeString(settings, Files.readString(settings).replace(old, text));
    }
}
