package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SudoTest {

    private final RuleTester rule = new RuleTester(new Sudo());

    @Test
    void marksEverySudoThatIsRun() {
        assertThat(rule.marked("""
                        FROM debian:bookworm-slim
                        RUN sudo apt-get update && \\
                            sudo -E apt-get install -y sudo
                        RUN ["sudo", "ls"]
                        RUN <<EOF
                        if true; then sudo make; fi
                        EOF
                        """)).containsExactly("sudo", "sudo", "\"sudo\"", "sudo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUN apt-get install -y sudo", "RUN echo 'sudo make'", "COPY sudo /x", "CMD sudo make"})
    void leavesTheWordAlone(String instruction) {
        rule.accepts("FROM a\n" + instruction);
    }
}
