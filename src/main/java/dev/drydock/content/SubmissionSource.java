package dev.drydock.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** What a learner hands in, before it is known whether the exercise takes it. Its names are safe, its size is not yet. */
sealed interface SubmissionSource permits SubmittedFolder, SubmittedArchive {

    /** Paths of its files, sorted, with forward slashes; clutter left out unless the exercise asks for it. */
    SortedSet<String> files();

    /**
     * The content of one of its files.
     *
     * @param bytesSoFar of other files of the same submission
     * @throws SubmissionException if the total passes the limit
     */
    byte[] read(String path, int bytesSoFar);

    /** Permission bits of those files and folders that have some, by path. */
    SortedMap<String, Integer> modes();

    /** Whether one of its files is, byte for byte, the exercise's own. */
    boolean isSame(String path, Path original);

    /**
     * Looks through a folder, or reads an archive.
     *
     * @param place a folder, or a zip, tar or tar.gz file, told by its content; may be named by a link
     * @throws SubmissionException if it holds what no submission may hold, or cannot be read
     */
    static SubmissionSource open(Path place, ExerciseSettings settings) {
        Path real = real(place);
        if (Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
            return SubmittedFolder.open(real, settings);
        }
        if (Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            return SubmittedArchive.open(real, settings);
        }
        throw new SubmissionException(
                "submission.missing",
                Optional.empty(),
                Files.exists(real)
                        ? "The submission is neither a folder nor a file."
                        : "There is no such folder or file.",
                "Name the folder that holds your Dockerfile, or an archive of it.");
    }

    /** What it is called without links: the submission itself may be named by one; nothing in it may be one. */
    static Path real(Path place) {
        try {
            return place.toRealPath();
        } catch (IOException missing) {
            return place;
        }
    }

    static SubmissionException unreadable(Optional<String> path) {
        return new SubmissionException(
                "submission.unreadable",
                path.map(EntryName::printable),
                path.isPresent() ? "The file cannot be read." : "The submission cannot be read.",
                "Give this account the permission to read it.");
    }
}
