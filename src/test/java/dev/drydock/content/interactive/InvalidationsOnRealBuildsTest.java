package dev.drydock.content.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.interactive.Invalidations.Change;
import dev.drydock.content.interactive.Invalidations.Timeline;
import dev.drydock.content.lesson.Example;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.lesson.Lessons;
import dev.drydock.sandbox.SandboxDocker;
import dev.drydock.sandbox.SandboxDocker.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the timelines of lessons say runs again is what BuildKit runs again. */
@Tag("engine")
@Tag("turn1")
class InvalidationsOnRealBuildsTest {

    private static final Pattern STEP =
            Pattern.compile("(?m)^#(\\d+) \\[(?:[\\w.-]+ +)?\\d+/\\d+\\] (RUN|COPY|ADD) (.*)$");
    private static final Pattern CACHED = Pattern.compile("(?m)^#(\\d+) CACHED$");

    @RegisterExtension
    static final SandboxDocker docker = new SandboxDocker();

    static Stream<Arguments> changes() {
        List<Arguments> changes = new ArrayList<>();
        for (Lesson lesson : Lessons.load(Path.of("")).all()) {
            InteractiveData.of(lesson, InteractiveData.INVALIDATION).stream()
                    .flatMap(data -> data.timelines().stream())
                    .forEach(timeline -> timeline.changes()
                            .forEach(change ->
                                    changes.add(Arguments.of(timeline.id(), change.id(), lesson, timeline, change))));
        }
        assertThat(changes).isNotEmpty();
        return changes.stream();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("changes")
    void runsAgainWhatTheTimelineSays(String id, String what, Lesson lesson, Timeline timeline, Change change)
            throws IOException {
        Example example = Example.of(lesson).stream()
                .filter(one -> one.file().equals(timeline.dockerfile()))
                .findFirst()
                .orElseThrow();
        Path dockerfile = example.dockerfile();
        docker.bring(example.context(), "context");
        String name = String.valueOf(example.context().relativize(dockerfile));
        Answer built = docker.build("context", name, List.of());
        assertThat(built.exitCode()).as(built.text()).isZero();
        assertThat(STEP.matcher(built.text()).results())
                .as("all steps are recognised in the builder's log")
                .hasSameSizeAs(example.steps());

        assertThat(docker.shell("cd context; " + command(change)).exitCode()).isZero();
        Answer rebuilt = docker.build("context", name, List.of());

        assertThat(rebuilt.exitCode()).as(rebuilt.text()).isZero();
        assertThat(ran(rebuilt.text(), Files.readAllLines(dockerfile))).containsExactlyElementsOf(change.reruns());
    }

    /** Of other bytes each time, so that nothing comes from the cache of an earlier case. */
    private static String command(Change change) {
        String file = "'" + change.file() + "'";
        String remark = "# remark " + UUID.randomUUID();
        return switch (change.how()) {
            case COMMENT -> "echo '" + remark + "' >> " + file;
            case TOUCH -> "touch " + file;
            case MODE -> "chmod 600 " + file;
            case ADD -> "echo '" + remark + "' > " + file;
            case NOTHING -> "true";
        };
    }

    /** Lines of the steps that the builder did not take from its cache. */
    private static Set<Integer> ran(String log, List<String> dockerfile) {
        Set<String> cached =
                CACHED.matcher(log).results().map(result -> result.group(1)).collect(Collectors.toSet());
        return STEP.matcher(log)
                .results()
                .filter(step -> !cached.contains(step.group(1)))
                .map(step -> line(step, dockerfile))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int line(MatchResult step, List<String> dockerfile) {
        int index = dockerfile.indexOf(step.group(2) + " " + step.group(3));
        assertThat(index).as(step.group()).isNotNegative();
        return index + 1;
    }
}
