package dev.drydock.content;

import java.util.Optional;

/** Refuses entries that are neither files nor folders. */
final class EntryRefusals {

    /** What cannot be told more exactly. */
    static final String DEVICE_PIPE_OR_SOCKET = "a device, a pipe or a socket";

    private EntryRefusals() {}

    /**
     * @param path of the link, relative to the submission
     * @param target as the link says it: relative to the link's own folder
     */
    static SubmissionException symbolicLink(String path, String target) {
        int slash = path.lastIndexOf('/');
        return link(path, "symbolic", target, path.substring(0, slash + 1) + target);
    }

    /**
     * @param path of the link, relative to the submission
     * @param target as the archive says it: relative to the submission
     */
    static SubmissionException hardLink(String path, String target) {
        return link(path, "hard", target, target);
    }

    private static SubmissionException link(String path, String sort, String target, String place) {
        boolean leaves = EntryName.isAbsolute(target) || leaves(place);
        String where = leaves ? ", which lies outside the submission's folder" : "";
        return new SubmissionException(
                "submission.link",
                Optional.of(EntryName.printable(path)),
                "This is a %s link to %s%s.".formatted(sort, EntryName.printable(target), where),
                leaves
                        ? "Take it out; if the file belongs to your solution, put a copy of it in its place."
                        : "Put a copy of the file in its place.");
    }

    private static boolean leaves(String place) {
        int depth = 0;
        for (String step : place.split("[/\\\\]")) {
            if (step.equals("..")) {
                depth--;
            } else if (!step.isEmpty() && !step.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param what it is, such as {@code a named pipe}
     */
    static SubmissionException special(String path, String what) {
        return new SubmissionException(
                "submission.special",
                Optional.of(EntryName.printable(path)),
                "This is neither a file nor a folder, but " + what + ".",
                "Delete it.");
    }

    static SubmissionException sparse(String path) {
        return new SubmissionException(
                "submission.sparse",
                Optional.of(EntryName.printable(path)),
                "This file is packed with holes (sparse), so that it would be larger than the archive says.",
                "Pack it whole: tar does so without --sparse.");
    }

    /**
     * @param why one sentence
     */
    static SubmissionException locked(String path, String why, String mend) {
        return new SubmissionException("submission.archive", Optional.of(EntryName.printable(path)), why, mend);
    }
}
