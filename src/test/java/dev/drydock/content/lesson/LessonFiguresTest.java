package dev.drydock.content.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LessonFiguresTest {

    @TempDir
    Path root;

    private Lesson lesson;
    private Path folder;

    @BeforeEach
    void writeFigures() {
        lesson = new LessonFolder(root)
                .lesson("figures/layers-2.svg", "<svg/>")
                .lesson("figures/Upper.svg", "<svg/>")
                .lesson("figures/page.html", "<p>")
                .lesson("figures/more/inner.svg", "<svg/>")
                .lesson("outside.svg", "<svg/>")
                .load();
        folder = lesson.folder().resolve("figures");
    }

    @Test
    void findsAFigure() {
        assertThat(LessonFigures.figure(lesson, "layers-2.svg")).contains(folder.resolve("layers-2.svg"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "none.svg",
                "Upper.svg",
                "page.html",
                "../outside.svg",
                "more/inner.svg",
                "layers-2.svg/",
                "/etc/passwd",
                "layers-2.svg\0.svg",
                "layers-2.svg\n",
                "layers-2",
                "..\\outside.svg",
                "%2e%2e/outside.svg"
            })
    void findsNothingElse(String name) {
        assertThat(LessonFigures.figure(lesson, name)).isEmpty();
    }

    @Test
    void followsNoLinkAndOpensNoFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.svg"), lesson.folder().resolve("outside.svg"));
        Files.createDirectory(folder.resolve("folder.svg"));

        assertThat(LessonFigures.figure(lesson, "link.svg")).isEmpty();
        assertThat(LessonFigures.figure(lesson, "folder.svg")).isEmpty();
    }

    @Test
    void doesNotFollowALinkInTheFoldersPlace() throws IOException {
        Files.move(folder, lesson.folder().resolve("moved"));
        Files.createSymbolicLink(folder, Path.of("moved"));

        assertThat(LessonFigures.figure(lesson, "layers-2.svg")).isEmpty();
    }
}
