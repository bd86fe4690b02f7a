package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileParser;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageNamesTest {

    private static Optional<StageNames.Named> name(String text, int stage) {
        Dockerfile dockerfile = DockerfileParser.parse("Dockerfile", text);
        return StageNames.of(dockerfile, text, dockerfile.stages().get(stage));
    }

    @Test
    void aNameThatIsThereIsUsed() {
        String text = "FROM x AS Builder\nFROM x\n";

        assertThat(name(text, 0)).contains(new StageNames.Named(text, "builder"));
    }

    @Test
    void aStageWithoutOneGetsOneWhereItsFromEnds() {
        StageNames.Named named = name("ARG V=1\r\nFROM --platform=linux/amd64 \\\r\n  x:$V \r\nRUN a\r\nFROM x\n", 0)
                .orElseThrow();
        assertThat(named.target()).matches("drydock-stage-[0-9a-f]+-0");
        assertThat(named.text())
                .isEqualTo("ARG V=1\r\nFROM --platform=linux/amd64 \\\r\n  x:$V AS " + named.target()
                        + "\nRUN a\r\nFROM x\n");
    }

    @Test
    void aNameThatALaterStageTookIsOfNoUse() {
        assertThat(name("FROM x AS a\nFROM y AS a\nFROM z\n", 0)).isEmpty();
    }
}
