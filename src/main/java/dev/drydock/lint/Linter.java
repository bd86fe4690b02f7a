package dev.drydock.lint;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.DockerfileParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Applies the rules to Dockerfiles. Safe for use by many threads. */
public final class Linter {

    /** Names a file that cannot be read as a Dockerfile at all; no rule has this id. */
    public static final String SYNTAX = "syntax";

    /** Names a comment that excepts from a rule that there is not; no rule has this id. */
    public static final String UNKNOWN_RULE = "unknown-rule";

    /** Findings of one file; nobody reads more, and a file can be made to have millions. */
    static final int MOST = 500;

    private static final Comparator<LintFinding> ORDER = Comparator.comparing(
                    (LintFinding finding) -> finding.span().start())
            .thenComparing(LintFinding::rule);

    private final Rules rules;

    public Linter(Rules rules) {
        this.rules = rules;
    }

    /**
     * Lints a file.
     *
     * @param file its name for messages
     * @return in the order of the file; a single finding named {@link #SYNTAX} where Docker could not read it either
     */
    public List<LintFinding> lint(String file, String text) {
        try {
            return lint(DockerfileParser.parse(file, text));
        } catch (DockerfileException unreadable) {
            return List.of(new LintFinding(
                    SYNTAX,
                    Severity.ERROR,
                    unreadable.reason(),
                    unreadable.mend(),
                    Optional.empty(),
                    unreadable.span()));
        }
    }

    /** Lints a file that was read before; findings in its order, the first 500 of them. */
    public List<LintFinding> lint(Dockerfile dockerfile) {
        var file = new LintedDockerfile(dockerfile);
        var found = new ArrayList<LintFinding>();
        for (Rule rule : rules.all()) {
            var findings = new Findings(rule);
            rule.check(file, findings);
            found.addAll(findings.all());
        }
        var exceptions = Exceptions.of(dockerfile, rules);
        return exceptions.apply(found).stream().sorted(ORDER).limit(MOST).toList();
    }
}
