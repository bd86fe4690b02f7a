package dev.drydock.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedTest {

    private static final Exercise EXERCISE = Exercises.load(Path.of(""), "first-ml-container");

    @Test
    void keepsWhatTheLearnerWroteAlone() {
        Map<String, byte[]> sent = Map.of(
                "Dockerfile",
                new byte[1],
                "app.py",
                new byte[2 << 20],
                "elsewhere",
                new byte[1],
                "a\0b",
                new byte[1],
                "x".repeat(5000),
                new byte[1]);
        assertThat(Refused.kept(EXERCISE, sent)).containsOnlyKeys("Dockerfile");
    }
}
