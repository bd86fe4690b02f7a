package dev.drydock.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Authors may except an instruction from a rule, and are told when that does nothing. */
class ExceptionsTest {

    private static List<String> rulesFound(String text) {
        return new Linter(Rules.installed())
                .lint("Dockerfile", text).stream()
                        .map(finding ->
                                finding.rule() + "@" + finding.span().start().line())
                        .filter(found -> found.startsWith("sudo") || found.startsWith("unknown-rule"))
                        .toList();
    }

    @Test
    void exceptsTheInstructionBelowTheComment() {
        assertThat(rulesFound("FROM a\n# drydock ignore=sudo the base needs it\nRUN sudo a\nRUN sudo b"))
                .containsExactly("sudo@4");
    }

    @Test
    void exceptsTheInstructionThatTheCommentStandsIn() {
        assertThat(rulesFound("FROM a\nRUN sudo a && \\\n  # drydock ignore=maintainer,sudo\n  sudo b\nRUN sudo c"))
                .containsExactly("sudo@5");
    }

    @Test
    void saysWhichRuleIsMisspelt() {
        assertThat(rulesFound("FROM a\n# drydock ignore=sudoo\nRUN sudo a"))
                .containsExactly("unknown-rule@2", "sudo@3");
    }

    @Test
    void takesNoOtherCommentForAnException() {
        assertThat(rulesFound("FROM a\n# drydock ignores sudo\nRUN sudo a\n# drydock ignore=sudo"))
                .containsExactly("sudo@3");
    }
}
