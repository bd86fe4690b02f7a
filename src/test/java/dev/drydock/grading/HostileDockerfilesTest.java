package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.HostileCase;
import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.grading.Intake.Outcome;
import dev.drydock.grading.Verdict.Problem;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dockerfiles that are refused before anything is built, and odd ones that are not: by the words of their answer. */
class HostileDockerfilesTest {

    private static final Home HOME = Home.fromEnvironment();
    private static final Intake INTAKE = new Intake(BaseCatalogue.load(HOME));
    private static final Exercise EXERCISE = Exercises.load(HOME.root(), "first-ml-container");

    static List<HostileCase> cases() {
        return HostileCase.of("dockerfiles");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isAnsweredAsItsCaseSays(HostileCase hostile) throws IOException {
        HostileCase.Expected expected = hostile.expected();
        switch (INTAKE.read(EXERCISE, List.of(EXERCISE.solution()), HostileCase.files(hostile.folder()))) {
            case Outcome.Accepted accepted -> assertThat(expected.exit()).isZero();
            case Outcome.Refused refused -> {
                Problem problem = refused.problem();
                assertThat(expected.exit()).isEqualTo(2);
                assertThat(expected.kind()).contains(problem.kind());
                assertThat(problem.file()).isPresent();
                expected.line().ifPresent(line -> assertThat(problem.line()).contains(line));
                String said = problem.reason() + " " + problem.mend().orElseThrow();
                assertThat(said).contains(expected.says()).doesNotContainPattern("[\\p{Cntrl}\u202a-\u202e]");
            }
        }
    }
}
