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
 */
record CheckRow(CheckResult check, List<CheckRow> below) {

    CheckRow(CheckResult check) {
        this(check, List.of());
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
        return check.status() == Status.SKIPPED ? "Not tried while that fails: " : "At the same line: ";
    }

    /** Whether there is something to read about it. */
    public boolean open() {
        return check.status() == Status.FAILED || check.status() == Status.PARTIAL;
    }

    public Optional<String> lessonUrl() {
        return check.lesson().map(lesson -> "/lessons/" + lesson);
    }
}
