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
                "[ 4/10] RUN make|''|4|10|RUN make|RUN",
                "[10/10] RUN make|''|10|10|RUN make|RUN",
                "[  4/100] RUN make|''|4|100|RUN make|RUN",
                "[builder  4/12] COPY a b|builder|4|12|COPY a b|COPY",
                "[builder 12/12] COPY a b|builder|12|12|COPY a b|COPY",
                "[stage-1   7/100] ADD a b|stage-1|7|100|ADD a b|ADD",
                "[linux/amd64 2/5] RUN make|''|2|5|RUN make|RUN",
                "[linux/amd64  2/15] RUN make|''|2|15|RUN make|RUN",
                "[linux/arm/v7 my.stage_1-b  2/15] RUN make|my.stage_1-b|2|15|RUN make|RUN",
                "[linux/amd64->arm64 build 2/5] RUN make|build|2|5|RUN make|RUN",
                "[linux/amd64->arm/v7 build  2/10] RUN make|build|2|10|RUN make|RUN",
                "[linux/amd64->windows/amd64 3/9] RUN make|''|3|9|RUN make|RUN",
                "[4/7] RUN 1/2] b|''|4|7|RUN 1/2] b|RUN",
                "[4/7] RUN a 1/2] b|''|4|7|RUN a 1/2] b|RUN",
            })
    void readsThePosition(String name, String stage, int number, int of, String text, String keyword) {
        Position position = BuildStep.of("sha256:1", name).position().orElseThrow();

        assertThat(position).isEqualTo(new Position(stage, number, of, text));
        assertThat(position.keyword()).isEqualTo(keyword);
        assertThat(position.cacheIsMeaningful()).isEqualTo(!keyword.equals("FROM"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUN\tAPT-GET update", "run\t\tapt-get", "Run apt\tget", "RUN <<EOF (a...)\nb", "RUN\n"})
    void anyBlankEndsTheKeyword(String text) {
        Position position = BuildStep.of("d", "[ 2/12] " + text).position().orElseThrow();

        assertThat(position.keyword()).isEqualTo("RUN");
        assertThat(position.cacheIsMeaningful()).isTrue();
        assertThat(position.text()).isEqualTo(text);
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
