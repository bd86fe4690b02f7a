package dev.drydock.content;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How much a submission may hold, whether it is handed in as a folder or as an archive. */
final class SubmissionLimits {

    /** Files and folders. Far more than any exercise asks for; a folder with more is the wrong folder. */
    static final int MAX_ENTRIES = 2_000;

    /** Entries of an archive with clutter among them, and how far a folder's are counted before it is given up. */
    static final int MAX_LISTED = 20_000;

    /** Names in a path, the file's own among them. */
    static final int MAX_STEPS = 20;

    /** Bytes of one name in a path, as UTF-8: what file systems take. */
    static final int MAX_STEP_BYTES = 255;

    /** Bytes of all files. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    /** Bytes of an archive as it is handed in. */
    static final int MAX_ARCHIVE_BYTES = 12 * 1024 * 1024;

    /** Bytes of a compressed archive when it is unpacked, with clutter and headers. Ends bombs; they are not kept. */
    static final int MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

    private SubmissionLimits() {}

    /**
     * @param path the file with which it became too much
     * @param total bytes of all files up to this one, where they are known without reading them
     */
    static SubmissionException tooLarge(String path, OptionalLong total) {
        String reason = total.isPresent()
                ? "With this file the submission holds %s bytes; at most %s are accepted."
                        .formatted(count(total.getAsLong()), most(MAX_BYTES))
                : "With this file the submission is larger than %s, the most that is accepted."
                        .formatted(most(MAX_BYTES));
        return tooLarge(Optional.of(path), reason);
    }

    /** An archive that is too large to be looked into. */
    static SubmissionException archiveTooLarge(long bytes) {
        return tooLarge(
                Optional.empty(),
                "The archive is %s bytes long; at most %s are accepted."
                        .formatted(count(bytes), most(MAX_ARCHIVE_BYTES)));
    }

    /** An archive that swells beyond all measure. */
    static SubmissionException unpacksTooLarge() {
        return tooLarge(
                Optional.empty(),
                "Unpacked, the archive is larger than %s, the most that is accepted."
                        .formatted(most(MAX_UNPACKED_BYTES)));
    }

    private static SubmissionException tooLarge(Optional<String> path, String reason) {
        return new SubmissionException(
                "submission.tooLarge",
                path.map(EntryName::printable),
                reason,
                "Hand in only what you wrote; the exercise's own files are there already.");
    }

    private static String most(int bytes) {
        return "%s bytes (%d MiB)".formatted(count(bytes), bytes / (1024 * 1024));
    }

    /**
     * @param entries how many there are, or {@link #MAX_LISTED} if they were not counted further
     */
    static SubmissionException tooMany(int entries) {
        String number = entries < MAX_LISTED ? count(entries) : count(MAX_LISTED) + " or more";
        return new SubmissionException(
                "submission.tooMany",
                Optional.empty(),
                "The submission holds " + number + " files and folders; at most " + count(MAX_ENTRIES)
                        + " are accepted.",
                "Hand in the folder that holds your Dockerfile, without virtual environments or data.");
    }

    static SubmissionException tooDeep(String path, int steps) {
        return new SubmissionException(
                "submission.tooDeep",
                Optional.of(EntryName.printable(path)),
                "This path has " + count(steps) + " steps; at most " + MAX_STEPS + " are accepted.",
                "Hand in the folder that holds your Dockerfile, and nothing above it.");
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
