package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdInsteadOfWorkdirTest {

    private final RuleTester rule = new RuleTester(new CdInsteadOfWorkdir());

    @Test
    void saysThatTheLastCommandHasNoEffect() {
        assertThat(rule.findings("FROM a\nRUN mkdir /app && \\\n    cd /app"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("no effect", "WORKDIR");
                    assertThat(finding.mend()).contains("WORKDIR /app ");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN cd /app && make",
                "RUN cd /app; make; cd ..; make",
                "RUN <<EOF\nset -e\ncd /app\nmake\nEOF",
                "RUN mkdir /app && \\\n cd /app && (cd /src && make)",
                "RUN if true; then cd /app; make; fi",
                "RUN cd /app && make | tee log",
            })
    void advisesWorkdir(String run) {
        assertThat(rule.marked("FROM a\n" + run)).containsExactly("cd /app");
        assertThat(rule.findings("FROM a\n" + run))
                .singleElement()
                .satisfies(finding -> assertThat(finding.mend()).contains("WORKDIR /app above"));
    }

    @Test
    void proposesNoFolderThatWorkdirCannotWorkOut() {
        assertThat(rule.findings("FROM a\nRUN cd \"$(find / -name model)\" && make"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.mend()).doesNotContain("find"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN (cd /app && make)",
                "RUN make && (cd /app; make)",
                "RUN echo $(cd /app && pwd)",
                "RUN [\"sh\", \"-c\", \"cd /app && make\"]",
                "RUN bash -c 'cd /app && make'",
                "RUN echo cd /app",
                "RUN cd /app | cat",
                "RUN <<EOF\n(cd /app && make)\nEOF",
                "WORKDIR /app\nRUN make",
                "CMD cd /app && make",
            })
    void leavesOthersAlone(String instruction) {
        rule.accepts("FROM a\n" + instruction);
    }
}
