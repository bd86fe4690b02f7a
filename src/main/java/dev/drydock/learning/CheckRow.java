package dev.drydock.learning;

import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A check's row.
 *
 * @param below rows of the checks that are told below it, as it tells the cause
 * @param isBelow whether it is one of these itself
 */
record CheckRow(CheckResult check, List<CheckRow> below, boolean isBelow) {

    /** One with others below it. */
    static CheckRow of(CheckResult check, List<CheckRow> below) {
        return new CheckRow(check, below, false);
    }

    /** One that is told below another. */
    static CheckRow following(CheckResult check) {
        return new CheckRow(check, List.of(), true);
    }

    public String status() {
        return check.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String statusWord() {
        return switch (check.status()) {
            case PASSED -> "passed";
            case PARTIAL -> "partly";
            case FAILED -> "not yet";
            case NOT_VERIFIED -> "not verified here";
            case SKIPPED -> "not tried";
            case ERROR -> "our fault";
        };
    }

    public String mark() {
        return switch (check.status()) {
            case PASSED -> "✓";
            case PARTIAL -> "◐";
            case FAILED -> "✗";
            case NOT_VERIFIED -> "–";
            case SKIPPED -> "○";
            case ERROR -> "!";
        };
    }

    /** Why it is told below another. */
    public String follows() {
        return check.status() == Status.SKIPPED ? "Not tried: " : "At the same line: ";
    }

    /** Whether there is something to read about it. */
    public boolean open() {
        return check.status() == Status.FAILED || check.status() == Status.PARTIAL;
    }

    public Optional<String> lessonUrl() {
        return check.lesson().map(lesson -> "/lessons/" + lesson);
    }
}
