package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.LintFinding;
import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;

class MaintainerTest {

    private final RuleTester rule = new RuleTester(new Maintainer());

    @Test
    void asksForALabelWithTheSameName() {
        assertThat(rule.findings("FROM a\nMAINTAINER Ada \"Countess\" L."))
                .singleElement()
                .extracting(LintFinding::mend)
                .asString()
                .contains("org.opencontainers.image.authors=\"Ada \\\"Countess\\\" L.\"");
    }

    @Test
    void acceptsALabel() {
        rule.accepts("FROM a\nLABEL maintainer=ada");
    }
}
