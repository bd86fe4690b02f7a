package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.NumberedSteps.Base;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as BuildKit 0.12 and later prints them; WorkdirStepsTest holds them against the engine itself. */
class NumberedStepsTest {

    private static List<Integer> lines(String text, Base base) {
        Dockerfile file = DockerfileParser.parse("Dockerfile", text);
        return lines(file, file.finalStage(), base);
    }

    private static List<Integer> lines(Dockerfile file, Stage stage, Base base) {
        NumberedSteps steps = NumberedSteps.of(file, reference -> base);
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> steps.step(stage, number))
                .takeWhile(Optional::isPresent)
                .map(step -> step.orElseThrow().lines().start())
                .toList();
    }

    @Test
    void countFromTheBaseImage() {
        String text = "FROM a\nENV X=1\nWORKDIR /app\nUSER u\nCOPY . .\nRUN make";

        assertThat(lines(text, Base.NONE)).containsExactly(1, 3, 5, 6);
    }

    @Test
    void areNoneBeforeTheFirst() {
        Dockerfile file = DockerfileParser.parse("Dockerfile", "FROM a\nRUN b");
        NumberedSteps steps = NumberedSteps.of(file, reference -> Base.NONE);

        assertThat(steps.step(file.finalStage(), 0)).isEmpty();
        assertThat(steps.step(file.finalStage(), -1)).isEmpty();
        assertThat(steps.step(file.finalStage(), 3)).isEmpty();
    }

    @Test
    void countFromTheFirstInstructionWhereThereIsNoBaseImage() {
        Dockerfile file = DockerfileParser.parse("Dockerfile", "FROM scratch AS one\nCOPY . .\nFROM one\nRUN make");

        assertThat(lines(file, file.stages().getFirst(), Base.NONE)).containsExactly(2);
        assertThat(lines(file, file.stages().getLast(), Base.NONE)).containsExactly(4);
    }

    @Test
    void beginWithWhatAnEarlierStageLeftToThisOne() {
        assertThat(lines("FROM a AS one\nONBUILD COPY . .\nONBUILD USER u\nFROM one\nRUN make", Base.NONE))
                .containsExactly(2, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WORKDIR /",
                "workdir\t/",
                "WORKDIR .",
                "WORKDIR ..",
                "WORKDIR ../..",
                "WORKDIR app/..",
                "WORKDIR $NOWHERE/",
                "WORKDIR $ROOT",
                "WORKDIR ${ROOT}",
                "WORKDIR \"/\"",
                "WORKDIR ./././",
            })
    void leaveOutAWorkdirThatLeadsToTheRoot(String workdir) {
        String text = "FROM a\nENV ROOT=/\n" + workdir + "\nRUN make";

        assertThat(lines(text, Base.NONE)).containsExactly(1, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WORKDIR //", "WORKDIR ///", "WORKDIR /.", "WORKDIR /a/..", "WORKDIR a", "WORKDIR $ROOT/"})
    void holdAWorkdirThatBuildKitTakesAsItStands(String workdir) {
        String text = "FROM a\nENV ROOT=/\n" + workdir + "\nRUN make";

        assertThat(lines(text, Base.NONE)).containsExactly(1, 3, 4);
    }

    @Test
    void followTheWorkingDirectoryFromStageToStage() {
        String text = "FROM a AS one\nWORKDIR /app\nFROM one\nWORKDIR ..\nRUN make\nWORKDIR b\nWORKDIR ..\nRUN make";

        assertThat(lines(text, Base.NONE)).containsExactly(5, 6, 8);
    }

    @Test
    void beginInTheDirectoryOfTheBaseImage() {
        Base base = new Base("/srv/app", Map.of("HOME", "/", "DEEP", "/x"));

        assertThat(lines("FROM a\nWORKDIR ..\nWORKDIR ..\nRUN make", base)).containsExactly(1, 2, 4);
        assertThat(lines("FROM a\nWORKDIR $HOME\nWORKDIR $DEEP\nRUN make", base))
                .containsExactly(1, 3, 4);
    }

    @Test
    void endWhereItCannotBeToldWhatBuildKitDoes() {
        assertThat(lines("FROM a\nRUN one\nENV D=/a\nARG D=/\nWORKDIR $D\nRUN two", Base.NONE))
                .containsExactly(1, 2);
    }

    @Test
    void askForTheBaseOnlyWhereItMatters() {
        Dockerfile file = DockerfileParser.parse("Dockerfile", "FROM a\nWORKDIR /app\nRUN make");

        NumberedSteps steps = NumberedSteps.of(file, reference -> {
            throw new AssertionError(reference);
        });

        assertThat(steps.step(file.finalStage(), 3)).isPresent();
    }
}
