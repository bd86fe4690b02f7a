package dev.drydock.lint;

/** One thing that the linter looks for. Found by {@code ServiceLoader}; has no state. */
public interface Rule {

    /** Its name, never changed once published: lower-case words with dashes. The class is named alike. */
    String id();

    Severity severity();

    /** What it asks for, as one line without a full stop. */
    String title();

    /** Folder of the lesson that explains it, with the section after a number sign. */
    String lesson();

    /** Reports every place that breaks the rule. */
    void check(LintedDockerfile file, Findings findings);
}
