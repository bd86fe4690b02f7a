package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.BuildStep.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4/7] RUN make|''|4|7|RUN make|RUN",
                "[base 2/2] copy a b|base|2|2|copy a b|COPY",
                "[stage-1  2/10] RUN a [1/2] b|stage-1|2|10|RUN a [1/2] b|RUN",
                "[a 1/1] FROM docker.io/library/x@sha256:00|a|1|1|FROM docker.io/library/x@sha256:00|FROM",
            })
    void readsThePosition(String name, String stage, int number, int of, String text, String keyword) {
        Position position = BuildStep.of("sha256:1", name).position().orElseThrow();

        assertThat(position).isEqualTo(new Position(stage, number, of, text));
        assertThat(position.keyword()).isEqualTo(keyword);
        assertThat(position.cacheIsMeaningful()).isEqualTo(!keyword.equals("FROM"));
    }

    @Test
    void aHeredocIsPartOfTheText() {
        assertThat(BuildStep.of("d", "[2/2] RUN <<EOF (a...)\nb")
                        .position()
                        .orElseThrow()
                        .text())
                .isEqualTo("RUN <<EOF (a...)\nb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[internal] load build context", "exporting to image", "copy /context /", "", "[x/y] RUN a"})
    void internalWorkHasNone(String name) {
        assertThat(BuildStep.of("d", name).position()).isEmpty();
    }
}
