package dev.drydock.content.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.content.UnknownNameException;
import dev.drydock.content.lesson.LessonSettings.Source;
import dev.drydock.yaml.ContentException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonsTest {

    @TempDir
    Path root;

    private LessonFolder content;

    @BeforeEach
    void writeContent() {
        content = new LessonFolder(root);
    }

    private void assertProblems(String expected) {
        assertThatThrownBy(() -> Lessons.load(root))
                .isInstanceOf(ContentException.class)
                .hasMessage(expected.strip());
    }

    @Test
    void loadsALessonWithAllItsParts() {
        Lesson lesson = content.load();

        assertThat(lesson.id()).isEqualTo("01-small");
        assertThat(lesson.number()).isEqualTo(1);
        assertThat(lesson.title()).isEqualTo("Small");
        assertThat(lesson.settings().goals()).containsExactly("You can do it.");
        assertThat(lesson.settings().exercises()).containsExactly("easy");
        assertThat(lesson.settings().sources()).containsExactly(new Source("Docs", "https://docs.docker.com/"));
        assertThat(lesson.body()).isEqualTo("\nText.\n");
        assertThat(lesson.quiz())
                .get()
                .extracting(quiz -> quiz.questions().size())
                .isEqualTo(1);
        assertThat(lesson.folder()).isEqualTo(root.resolve("lessons/01-small"));
    }

    @Test
    void showsTheTextWithFiguresOfItsOwn() {
        content.body("## Part\n\n![Layers](figures/layers.svg)\n");

        assertThat(content.load().page().html()).contains("src=\"/lessons/01-small/figures/layers.svg\"");
        assertThat(content.load().page().sections()).hasSize(1);
    }

    @Test
    void needsNeitherQuizNorExercises() throws Exception {
        content.settings("exercises: [easy]\n", "");
        Files.delete(root.resolve("lessons/01-small/quiz.yaml"));

        assertThat(content.load().quiz()).isEmpty();
        assertThat(content.load().settings().exercises()).isEmpty();
    }

    @Test
    void sortsLessonsAndPassesOverOtherFolders() {
        content.write("lessons/10-late/lesson.md", LessonFolder.SETTINGS)
                .write("lessons/02-early/lesson.md", LessonFolder.SETTINGS)
                .write("lessons/schema/lesson.schema.json", "{}");

        assertThat(Lessons.load(root).all()).extracting(Lesson::id).containsExactly("01-small", "02-early", "10-late");
    }

    @Test
    void suggestsTheNearestIdWhenThereIsNoSuchLesson() {
        Lessons lessons = Lessons.load(root);

        assertThat(lessons.find("01-small").title()).isEqualTo("Small");
        assertThatThrownBy(() -> lessons.find("01-smal"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessage("There is no lesson \"01-smal\". Did you mean \"01-small\"?");
        assertThatThrownBy(() -> Lessons.load(root, "../exercises"))
                .hasMessage("There is no lesson \"../exercises\". There is: 01-small.");
    }

    @Test
    void hasNoLessonsWithoutTheFolder(@TempDir Path empty) {
        assertThat(Lessons.load(empty).all()).isEmpty();
        assertThatThrownBy(() -> Lessons.load(empty, "01-small"))
                .hasMessage("There is no lesson \"01-small\", and none else either.");
    }

    @Test
    void saysEverythingThatIsWrongWithItsLine() {
        content.lesson("lesson.md", """
                ---
                schemaVersion: 2
                title: ""
                summary: >
                  A small lesson.
                goal:
                  - You can do it.
                exercises: [Easy]
                sources:
                  - title: Docs
                    url: http://docs.docker.com/
                ---
                Text.
                """);
        content.lesson("quiz.yaml", "questions: []\n");

        assertThatThrownBy(() -> Lessons.load(root))
                .isInstanceOfSatisfying(
                        ContentException.class,
                        wrong -> assertThat(wrong.problems().stream()
                                        .map(problem -> problem.file() + ":"
                                                + problem.line().orElse(0)))
                                .contains(
                                        "lessons/01-small/lesson.md:2",
                                        "lessons/01-small/lesson.md:3",
                                        "lessons/01-small/lesson.md:6",
                                        "lessons/01-small/lesson.md:8",
                                        "lessons/01-small/lesson.md:11",
                                        "lessons/01-small/quiz.yaml:1"));
    }

    @Test
    void limitsTheSummary() {
        content.settings("A small lesson.", "A".repeat(401));

        assertThatThrownBy(content::load)
                .hasMessageStartingWith("lessons/01-small/lesson.md:4: ")
                .hasMessageContaining("at most 400 characters");
    }

    @Test
    void wantsAddressesThatBeginWithHttps() {
        content.settings("https://docs", "javascript:docs");

        assertThatThrownBy(content::load)
                .hasMessageStartingWith("lessons/01-small/lesson.md:9: ")
                .hasMessageContaining("an address that begins with https://");
    }

    @Test
    void wantsExercisesThatExist() {
        content.settings("[easy]", "[easi]");

        assertProblems("""
                lessons/01-small/lesson.md:7: there is no exercise "easi"; \
                a folder under exercises/ with an exercise.yaml; write "easy"
                """);
    }

    @Test
    void wantsNumberedFolders() {
        content.write("lessons/1-odd/lesson.md", LessonFolder.SETTINGS);

        assertProblems("""
                lessons/1-odd/: this is not how a lesson's folder is named; \
                two digits, a dash and a name, such as 03-layers-and-cache; rename it
                """);
    }
}
