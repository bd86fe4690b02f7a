package dev.drydock.learning;

import dev.drydock.submission.Handed;
import dev.drydock.submission.SubmissionStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A submission in a list.
 *
 * @param result in words
 */
record HistoryEntry(UUID id, String submitted, String state, String result) {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static List<HistoryEntry> of(List<Handed> submissions, Map<UUID, SubmissionStore.Result> results) {
        return submissions.stream()
                .map(handed -> of(handed, Optional.ofNullable(results.get(handed.id()))))
                .toList();
    }

    private static HistoryEntry of(Handed handed, Optional<SubmissionStore.Result> result) {
        return new HistoryEntry(
                handed.id(),
                handed.submitted().toString(),
                result.map(SubmissionStore.Result::outcome)
                        .orElse(handed.state().word()),
                result.map(HistoryEntry::words).orElse(handed.state().word()));
    }

    /** When it was handed in, for browsers that do not put it into their own words. */
    public String when() {
        return WHEN.format(Instant.parse(submitted));
    }

    /** So that the outcome is not told by colour alone. */
    public String mark() {
        return switch (state) {
            case "passed" -> "✓";
            case "failed" -> "✗";
            case "invalid", "error" -> "!";
            case "cancelled" -> "–";
            default -> "…";
        };
    }

    private static String words(SubmissionStore.Result result) {
        return switch (result.outcome()) {
            case "passed" -> "passed, " + result.score() + " of " + result.maxScore();
            case "failed" -> "not passed, " + result.score() + " of " + result.maxScore();
            case "invalid" -> "refused before building";
            default -> "our fault";
        };
    }
}
