package dev.drydock.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.DockerfileParser;
import java.util.List;

/** Applies one rule to texts, as tests of rules do. */
public final class RuleTester {

    private final Rule rule;

    public RuleTester(Rule rule) {
        this.rule = rule;
    }

    /** What the rule finds; the text is a whole Dockerfile. */
    public List<LintFinding> findings(String text) {
        var findings = new Findings(rule);
        rule.check(new LintedDockerfile(DockerfileParser.parse("Dockerfile", text)), findings);
        return findings.all();
    }

    /** The parts of the text that the rule marks, in its order; a part over several lines ends with its first line. */
    public List<String> marked(String text) {
        List<String> lines = text.lines().toList();
        return findings(text).stream()
                .map(finding -> finding.span())
                .map(span -> {
                    String line = lines.get(span.start().line() - 1);
                    int end = span.end().line() == span.start().line()
                            ? span.end().column() - 1
                            : line.length();
                    return line.substring(span.start().column() - 1, end);
                })
                .toList();
    }

    /** Fails unless the rule has nothing to say. */
    public void accepts(String text) {
        assertThat(findings(text)).as(text).isEmpty();
    }
}
