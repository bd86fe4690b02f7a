package dev.drydock.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.VerdictJson;
import dev.drydock.people.Visitor;
import dev.drydock.text.Plain;
import dev.drydock.text.Sizes;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A verdict as a page shows it to somebody. */
record VerdictView(Verdict verdict) {

    static VerdictView of(String document, Visitor visitor) {
        try {
            Verdict verdict = VerdictJson.read(document);
            return new VerdictView(visitor.seesEverything() ? verdict : verdict.forLearners());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored verdict cannot be read", broken);
        }
    }

    /** Its word, for style sheets. */
    public String outcome() {
        return verdict.outcome().name().toLowerCase(Locale.ROOT);
    }

    /** In words. */
    public String headline() {
        return switch (verdict.outcome()) {
            case PASSED -> "Passed";
            case FAILED -> "Not passed yet";
            case INVALID -> "Refused before building";
            case ERROR -> "Our fault";
        };
    }

    /** What is to be done first comes first. */
    public List<Row> checks() {
        return verdict.checks().stream()
                .sorted(Comparator.comparing(check -> rank(check.status())))
                .map(Row::new)
                .toList();
    }

    private static int rank(Status status) {
        return switch (status) {
            case FAILED, ERROR -> 0;
            case PARTIAL -> 1;
            case SKIPPED -> 2;
            case NOT_VERIFIED -> 3;
            case PASSED -> 4;
        };
    }

    /** The end of the log of what failed, fit to be shown. */
    public Optional<String> logTail() {
        return verdict.problem().flatMap(Verdict.Problem::logTail).map(Plain::lines);
    }

    /** Size of the image, for people. */
    public Optional<String> imageSize() {
        return verdict.build().flatMap(build -> build.imageBytes()).map(Sizes::binary);
    }

    /** A check's row. */
    record Row(CheckResult check) {

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

        /** Whether there is something to read about it. */
        public boolean open() {
            return check.status() == Status.FAILED || check.status() == Status.PARTIAL;
        }

        public Optional<String> lessonUrl() {
            return check.lesson().map(lesson -> "/lessons/" + lesson);
        }
    }
}
