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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        switch (INTAKE.read(EXERCISE, List.of(EXERCISE.solution()), files(hostile.folder()))) {
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

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.equals("case.yaml")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }
}
