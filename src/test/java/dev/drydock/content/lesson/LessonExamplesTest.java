package dev.drydock.content.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.CommitTurn;
import dev.drydock.sandbox.SandboxDocker;
import dev.drydock.sandbox.SandboxDocker.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Dockerfile of every lesson, really built: those that are meant to fail do so, and with what the lesson shows. The
 * commit's hash chooses a quarter; with {@code ./drydock test --all} all are built.
 */
@Tag("engine")
@Tag("turn3")
class LessonExamplesTest {

    @RegisterExtension
    static final SandboxDocker docker = new SandboxDocker();

    private static final int TURNS = 4;

    static List<Example> examples() {
        return CommitTurn.of(
                Lessons.load(Path.of("")).all().stream()
                        .flatMap(lesson -> Example.of(lesson).stream())
                        .toList(),
                TURNS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void doesWhatItsLessonSays(Example example) {
        docker.bring(example.context(), "context");
        String dockerfile = String.valueOf(example.context().relativize(example.dockerfile()));

        Answer answer = docker.build("context", dockerfile, example.options());

        Optional<String> fails = example.fails();
        assertThat(answer.exitCode() == 0).as(answer.text()).isEqualTo(fails.isEmpty());
        fails.ifPresent(message -> assertThat(answer.text()).contains(message));
    }
}
