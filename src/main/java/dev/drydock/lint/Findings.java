package dev.drydock.lint;

import dev.drydock.dockerfile.SourceText;
import dev.drydock.dockerfile.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what one rule finds. */
public final class Findings {

    private final Rule rule;
    private final List<LintFinding> found = new ArrayList<>();

    /** For one rule and one file. */
    public Findings(Rule rule) {
        this.rule = rule;
    }

    /**
     * Adds one.
     *
     * @param message what is there and why it matters, in one or two sentences
     * @param mend what to write instead, in one or two sentences
     */
    public void add(Span span, String message, String mend) {
        found.add(new LintFinding(rule.id(), rule.severity(), message, mend, Optional.of(rule.lesson()), span));
    }

    /** Adds one about a part of the file. */
    public void add(SourceText part, String message, String mend) {
        add(part.span(), message, mend);
    }

    /** Everything that was added, in that order. */
    public List<LintFinding> all() {
        return List.copyOf(found);
    }
}
