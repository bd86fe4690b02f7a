package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellFormCommandTest {

    private final RuleTester rule = new RuleTester(new ShellFormCommand());

    @Test
    void marksTheCommandInForce() {
        assertThat(rule.marked("FROM a\nCMD first\nCMD python app.py")).containsExactly("python app.py");
    }

    @Test
    void writesTheSameInExecForm() {
        assertThat(rule.findings("FROM a\ncmd gunicorn \\\n  -b 0.0.0.0:8000 'my app:app'"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("SIGTERM", "ten seconds");
                    assertThat(finding.mend()).contains("CMD [\"gunicorn\", \"-b\", \"0.0.0.0:8000\", \"my app:app\"]");
                });
    }

    @Test
    void putsExecBeforeWhatNeedsAShell() {
        assertThat(rule.findings("FROM a\nCMD uvicorn app:app --port $PORT"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).isNotEmpty();
                    assertThat(finding.mend()).contains("CMD exec uvicorn app:app --port $PORT");
                });
    }

    @Test
    void putsExecBeforeTheLastCommand() {
        assertThat(rule.findings("FROM a\nCMD cd /app && A=1 python app.py"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).isNotEmpty();
                    assertThat(finding.mend()).contains("CMD cd /app && A=1 exec python app.py");
                });
    }

    @Test
    void leavesTheRestToAScript() {
        assertThat(rule.findings("FROM a\nCMD python app.py | tee log"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).isNotEmpty();
                    assertThat(finding.mend()).contains("whose last line is exec");
                });
    }

    @Test
    void doesNotBreakLoops() {
        assertThat(rule.findings("FROM a\nENTRYPOINT while true; do python app.py; done"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).isNotEmpty();
                    assertThat(finding.mend()).contains("ENTRYPOINT [\"./start.sh\"]");
                });
    }

    @Test
    void doesNotWaitForWhatRunsInTheBackground() {
        assertThat(rule.findings("FROM a\nCMD python app.py &")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isNotEmpty();
            assertThat(finding.mend()).contains("start.sh");
        });
    }

    @Test
    void saysThatEntrypointHidesCmd() {
        assertThat(rule.marked("FROM a AS b\nENTRYPOINT python app.py\nFROM b\nCMD [\"--port\", \"80\"]"))
                .containsExactly("python app.py", "CMD");
    }

    @Test
    void hidesCmdEvenWithExec() {
        assertThat(rule.findings("FROM a\nENTRYPOINT exec python app.py\nCMD [\"--x\"]"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("ignores CMD", "line 2");
                    assertThat(finding.mend()).contains("ENTRYPOINT");
                });
    }

    @Test
    void knowsThatEntrypointGetsTheShellAsArguments() {
        assertThat(rule.findings("FROM a\nENTRYPOINT [\"python\"]\nCMD app.py --x"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("/bin/sh and -c");
                    assertThat(finding.mend()).contains("CMD [\"app.py\", \"--x\"]");
                });
    }

    @Test
    void seesJsonThatIsNone() {
        assertThat(rule.findings("FROM a\nCMD ['python', 'app.py']"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("no JSON");
                    assertThat(finding.mend()).contains("double quotes");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CMD [\"python\", \"app.py\"]",
                "CMD python old.py\nCMD [\"python\", \"app.py\"]",
                "CMD exec python app.py",
                "CMD [ -f x ] && prepare; exec python app.py",
                "CMD cd /app && exec python app.py",
                "CMD exec uvicorn app:app --workers $(nproc)",
                "ENTRYPOINT []\nCMD []",
                "RUN python app.py",
                "HEALTHCHECK CMD curl localhost",
                "CMD python x.py\nFROM c",
                "ONBUILD CMD python x.py"
            })
    void acceptsExecForm(String text) {
        rule.accepts("FROM a AS b\n" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM b\nENTRYPOINT [\"serve\"]"})
    void knowsThatEntrypointTakesBackTheCmdOfItsBase(String text) {
        rule.accepts("FROM a AS b\nCMD python x.py\n" + text);
    }

    @Test
    void knowsThatBashMakesRoomForASingleCommand() {
        String bash = "FROM a\nSHELL [\"/bin/bash\", \"-c\"]\n";

        rule.accepts(bash + "CMD python app.py --port $PORT");
        assertThat(rule.findings(bash + "CMD cd /app; python app.py")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[python, app.py]", "[\"python\", \"app.py\",]", "[“python”]", "['a'] x"})
    void seesJsonThatIsNoneInManyForms(String command) {
        assertThat(rule.findings("FROM a\nCMD " + command).getFirst().message()).contains("no JSON");
    }

    @Test
    void doesNotTakeWhatRunsOnFailureForTheService() {
        assertThat(rule.findings("FROM a\nCMD python app.py || exec sleep 9")
                        .getFirst()
                        .mend())
                .contains("start.sh");
    }
}
