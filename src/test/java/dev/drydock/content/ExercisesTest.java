package dev.drydock.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.yaml.ContentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExercisesTest {

    @TempDir
    Path root;

    private ContentFolder content;

    @BeforeEach
    void writeContent() {
        content = new ContentFolder(root);
    }

    private void assertProblems(String expected) {
        assertThatThrownBy(() -> Exercises.load(root))
                .isInstanceOf(ContentException.class)
                .hasMessage(expected.strip());
    }

    @Test
    void loadsAnExerciseWithAllItsParts() {
        Exercise exercise = content.load();

        assertThat(exercise.title()).isEqualTo("Small");
        assertThat(exercise.settings().run().startTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(exercise.settings().hints()).isEmpty();
        assertThat(exercise.edit("source").file()).isEqualTo("app.py");
        assertThat(exercise.wrongSolution("slow").expected().fails()).containsExactly("builds");
        assertThat(exercise.brief()).isEqualTo("Do it.\n");
    }

    @Test
    void suggestsTheNearestIdWhenThereIsNoSuchExercise() {
        Exercises exercises = Exercises.load(root);

        assertThatThrownBy(() -> exercises.find("smal"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessage("There is no exercise \"smal\". Did you mean \"small\"?");
        assertThatThrownBy(() -> Exercises.load(root, "something-else"))
                .hasMessage("There is no exercise \"something-else\". There is: small.");
    }

    @Test
    void saysEverythingThatIsWrongInOneGo() {
        content.exercise("exercise.yaml", """
                schemaVersion: 1
                id: smaller
                version: 1
                title: Small
                summary: A small exercise.
                grader: smal
                editable: [Dockerfile, ../src, 'app\\py', /etc/x, C:/x, lib]
                run: {port: 80, startSeconds: 5}
                edits:
                  - {name: source, file: ap.py, how: append-comment}
                  - {name: source, file: ../app.py, how: append-comment}
                """);
        content.exercise("context/lib/x", "").exercise("wrong/slow/expected.yaml", "fails: [builds]\nwy: No.\n");

        assertProblems("""
                exercises/small/exercise.yaml:2: "id" is "smaller", but the folder is "small"; \
                the same name for both; rename one of them
                exercises/small/exercise.yaml:6: there is no grader "smal"; \
                a folder under graders/ with a grader.yaml; write "small"
                exercises/small/exercise.yaml:7: "../src" is not a plain path inside the context; \
                a path relative to the context with forward slashes, without ".."; write it so
                exercises/small/exercise.yaml:7: "/etc/x" is not a plain path inside the context; \
                a path relative to the context with forward slashes, without ".."; write it so
                exercises/small/exercise.yaml:7: "C:/x" is not a plain path inside the context; \
                a path relative to the context with forward slashes, without ".."; write it so
                exercises/small/exercise.yaml:7: "app\\py" is not a plain path inside the context; \
                a path relative to the context with forward slashes, without ".."; write it so
                exercises/small/exercise.yaml:7: "lib" is a folder of the context; \
                a file, or a folder with / at its end; write "lib/"
                exercises/small/exercise.yaml:10: the context has no file "ap.py"; \
                a file that exists whatever a learner hands in; put it into context/, or correct the name
                exercises/small/exercise.yaml:11: "../app.py" is not a plain path inside the context; \
                a path relative to the context with forward slashes, without ".."; write it so
                exercises/small/exercise.yaml:11: "source" is the name of another edit (line 10); \
                a name of its own for each edit; rename one of them
                exercises/small/wrong/slow/expected.yaml:1: the key "why" is missing; \
                "why": the mistake, in a sentence or two; add "why: …"
                exercises/small/wrong/slow/expected.yaml:2: unknown key "wy"; one of fails, outcome, why; write "why"
                """);
    }

    @Test
    void saysWhereQuestionsAndVariantsAreNone() {
        content.exercise("exercise.yaml", ContentFolder.SETTINGS + """
                questions:
                  - name: numbers
                    path: /x
                    port: 80
                    cases:
                      - name: few
                        count: 3
                        body:
                          x: {draw: {from: 2, to: 1}}
                  - {name: numbers, path: /y, port: 80, cases: [{name: all, count: 1, body: {}}]}
                variants:
                  - {name: other, what: another model}
                  - {name: nothing, what: nothing at all}
                """)
                .exercise("variants/other/model.bin", "other")
                .exercise("variants/other/app.py", "")
                .exercise("variants/other/lib/x", "")
                .write("graders/small/grader.yaml", """
                        checks:
                          - {id: builds, with: {questions: numbers, variant: other}}
                          - {id: size, with: {questions: words, variant: second}}
                        """);

        assertProblems("""
                exercises/small/exercise.yaml:11: the grader's check "size" needs questions "words", which the exercise \
                does not have; questions for each that the grader names; add it here, or correct the name in the grader
                exercises/small/exercise.yaml:19: nothing lies between 2 and 1; \
                from and to, oneOf, of and times, or near and spread; write it in one of these forms
                exercises/small/exercise.yaml:20: "numbers" stands in line 12 already; a name of its own for each; \
                rename one of them
                exercises/small/exercise.yaml:21: the grader's check "size" needs a variant "second", which the exercise \
                does not have; a variant for each that the grader names; add it here, or correct the name in the grader
                exercises/small/exercise.yaml:22: variants/other/app.py takes the place of what learners write; \
                files that were handed out and that learners may not edit; take it out, or correct its path
                exercises/small/exercise.yaml:22: variants/other/lib/x takes the place of no file of the context; \
                files that were handed out and that learners may not edit; take it out, or correct its path
                exercises/small/exercise.yaml:23: there is no file in variants/nothing/; \
                the files that take the place of those of the context; put them there, each under its path in the context
                """);
    }

    @Test
    void saysWhatIsWrongWithJobs() {
        content.exercise("context/app.py", "rate = 1\nrate = 1\n")
                .exercise("exercise.yaml", """
                schemaVersion: 1
                id: small
                version: 1
                title: Small
                summary: A small exercise.
                grader: small
                editable: [Dockerfile]
                run: {startSeconds: 5}
                jobs:
                  - name: work
                    arguments: [--rounds, "{rounds}", "--set={}"]
                    files:
                      - {path: /x, given: ap.py}
                      - {path: /y, given: app.py, replace: [{text: "rate = 1", by: "rate = 2"}]}
                    results: ["/out/{rounds}"]
                  - {name: work, arguments: [], results: [/out]}
                """)
                .write("graders/small/grader.yaml", """
                checks:
                  - {id: builds, with: {job: play}}
                  - {id: size, with: {jobs: [work, rest]}}
                """);

        assertProblems("""
                exercises/small/exercise.yaml:9: the grader's check "builds" needs a job "play", which the exercise \
                does not have; a job for each that the grader names; add it here, or correct the name in the grader
                exercises/small/exercise.yaml:9: the grader's check "size" needs a job "rest", which the exercise \
                does not have; a job for each that the grader names; add it here, or correct the name in the grader
                exercises/small/exercise.yaml:10: nothing is drawn for {rounds}; a name under draw; correct it
                exercises/small/exercise.yaml:13: the context has no file "ap.py"; one of its files; correct it
                exercises/small/exercise.yaml:14: "rate = 1" stands in it 2 times; a text that stands there once; correct it
                exercises/small/exercise.yaml:16: "work" is the name of another job; another name; correct it
                """);
    }

    @Test
    void namesTheChecksThatAWrongSolutionMayFail() {
        content.exercise("wrong/slow/expected.yaml", "why: Too big.\nfails:\n  - builds\n  - sise\n");

        assertProblems("""
                exercises/small/wrong/slow/expected.yaml:4: the grader has no check "sise"; \
                one of builds, size; write "size"
                """);
    }

    @Test
    void wantsEitherFailedChecksOrAnOutcomeOfAWrongSolution() {
        content.exercise("wrong/slow/expected.yaml", "why: Too big.\n")
                .exercise("wrong/both/expected.yaml", "{fails: [size], outcome: invalid, why: Too big.}\n");

        assertProblems("""
                exercises/small/wrong/both/expected.yaml:1: it needs either "fails" or "outcome", and not both; \
                a value that can be used as content; correct the value
                exercises/small/wrong/slow/expected.yaml:1: it needs either "fails" or "outcome", and not both; \
                a value that can be used as content; correct the value
                """);
    }

    @Test
    void saysWhichPartsAreMissing() throws IOException {
        Files.delete(root.resolve("exercises/small/brief.md"));
        Files.delete(root.resolve("exercises/small/starter/Dockerfile"));
        Files.delete(root.resolve("exercises/small/starter"));
        Files.createDirectory(root.resolve("exercises/small/wrong/empty"));

        assertProblems("""
                exercises/small/brief.md: it is missing or unreadable; the task in Markdown, as UTF-8; write it
                exercises/small/starter/: it is missing or unreadable; a folder; create it
                exercises/small/wrong/empty/expected.yaml: there is no such file; a YAML file; \
                write it, or correct the path
                """);
    }

    @Test
    void refusesASolutionThatTheExerciseItselfWouldRefuse() {
        content.exercise("solution/notes.txt", "x");

        assertProblems("""
                exercises/small/solution/notes.txt: a learner who handed this in would be refused \
                (This file is no part of the exercise.); files that exercise.yaml calls editable; \
                mend the folder, or add the file to "editable"
                """);
    }

    @Test
    void letsOnlyThoseWrongSolutionsBeRefusedThatAreMeantTo() {
        content.exercise("wrong/slow/notes.txt", "x").exercise("wrong/refused/notes.txt", "x");
        content.exercise("wrong/refused/expected.yaml", "{outcome: invalid, why: Too much.}\n");

        assertProblems("""
                exercises/small/wrong/slow/notes.txt: a learner who handed this in would be refused \
                (This file is no part of the exercise.); files that exercise.yaml calls editable; \
                mend the folder, or add the file to "editable"
                """);
    }

    @Test
    void wantsTheEditsThatTheGraderNames() {
        content.write("graders/small/grader.yaml", "checks: [{id: builds, with: {edit: code}}]\n");

        assertProblems("""
                exercises/small/exercise.yaml:9: the grader's check "builds" needs an edit "code", which the exercise \
                does not have; an edit for each that the grader names; add it here, or correct the name in the grader
                """);
    }

    @Test
    void hashesWhatAnExerciseConsistsOf() {
        String before = content.load().contentHash();

        content.exercise("context/app.py", "print(2)\n");

        assertThat(before).matches("sha256:[0-9a-f]{64}");
        assertThat(content.load().contentHash()).isNotEqualTo(before);
        content.exercise("context/app.py", "print(1)\n");
        assertThat(content.load().contentHash()).isEqualTo(before);
    }

    @Test
    void loadsTheExercisesOfThisRepository() {
        Exercises exercises = Exercises.load(Path.of(""));

        assertThat(exercises.all()).isNotEmpty().allSatisfy(exercise -> {
            assertThat(Submission.starter(exercise).submitted()).containsKey("Dockerfile");
            assertThat(Submission.solution(exercise).submitted()).containsKey("Dockerfile");
            assertThat(exercise.wrongSolutions())
                    .isNotEmpty()
                    .allSatisfy(wrong -> assertThat(
                                    Submission.wrong(exercise, wrong).contentHash())
                            .isNotEqualTo(Submission.solution(exercise).contentHash()));
        });
    }
}
