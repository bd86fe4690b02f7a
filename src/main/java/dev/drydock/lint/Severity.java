package dev.drydock.lint;

/** How much a finding matters. */
public enum Severity {
    /** It does not do what its author thinks, or gives a secret away. */
    ERROR,
    /** It makes images larger, slower to build or less safe. */
    WARNING,
    /** A matter of habit, worth knowing. */
    INFO
}
