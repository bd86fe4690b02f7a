package dev.drydock.content;

import java.util.SortedSet;

/** The paths of one source of a submission while they are found: safe names, not too many, not too deep, each once. */
final class SubmissionTree {

    private final Spellings paths = new Spellings();
    private int uncollected;

    /**
     * @return false if there are too many already: this one is counted, and nobody needs its content
     * @throws SubmissionException if the path cannot be part of a submission, or is there already
     */
    boolean addFile(String path) {
        return add(path, false);
    }

    /** Like {@link #addFile}, for a folder. */
    boolean addFolder(String path) {
        return add(path, true);
    }

    private boolean add(String path, boolean folder) {
        EntryName.check(path);
        int steps = 1 + (int) path.chars().filter(character -> character == '/').count();
        if (steps > SubmissionLimits.MAX_STEPS) {
            throw SubmissionLimits.tooDeep(path, steps);
        }
        if (paths.count() <= SubmissionLimits.MAX_ENTRIES) {
            paths.add(path, folder);
            return true;
        }
        uncollected++;
        if (count() >= SubmissionLimits.MAX_LISTED) {
            throw SubmissionLimits.tooMany(count());
        }
        return false;
    }

    private int count() {
        return paths.count() + uncollected;
    }

    /**
     * To be called when nothing more comes.
     *
     * @throws SubmissionException if there were too many
     */
    void finish() {
        if (count() > SubmissionLimits.MAX_ENTRIES) {
            throw SubmissionLimits.tooMany(count());
        }
    }

    /** Files and folders, those that files lie in among them; sorted. */
    SortedSet<String> paths() {
        return paths.paths();
    }
}
