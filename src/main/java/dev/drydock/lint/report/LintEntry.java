package dev.drydock.lint.report;

import dev.drydock.dockerfile.Span;
import dev.drydock.lint.LintFinding;
import dev.drydock.lint.Severity;
import dev.drydock.yaml.Key;
import java.util.Optional;

/** A finding as documents have it: in the linter's own report, and in verdicts. */
public record LintEntry(
        @Key("Id of the rule, or syntax where Docker could not read the file.")
        String rule,

        @Key("How much it matters.") Severity severity,

        @Key("What is there, and why it matters.") String message,

        @Key("What to write instead.") String mend,

        @Key("Lesson that explains it, with the section after a #.")
        Optional<String> lesson,

        @Key(value = "First line, counted from 1.", min = 1) int line,

        @Key(value = "Column of its first character, counted from 1 in UTF-16 code units.", min = 1)
        int column,

        @Key(value = "Last line.", min = 1) int endLine,

        @Key(value = "Column behind its last character.", min = 1)
        int endColumn) {

    /** The same finding. */
    public static LintEntry of(LintFinding finding) {
        Span span = finding.span();
        return new LintEntry(
                finding.rule(),
                finding.severity(),
                finding.message(),
                finding.mend(),
                finding.lesson(),
                span.start().line(),
                span.start().column(),
                span.end().line(),
                span.end().column());
    }
}
