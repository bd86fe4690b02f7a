package dev.drydock.learning;

import dev.drydock.submission.Handed;
import dev.drydock.submission.SubmissionStore;
import java.util.Optional;
import java.util.UUID;

/**
 * A submission in a list.
 *
 * @param result in words
 */
record HistoryEntry(UUID id, String submitted, String state, String result) {

    static HistoryEntry of(Handed handed, Optional<SubmissionStore.Result> result) {
        return new HistoryEntry(
                handed.id(),
                handed.submitted().toString(),
                result.map(SubmissionStore.Result::outcome)
                        .orElse(handed.state().word()),
                result.map(HistoryEntry::words).orElse(handed.state().word()));
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
