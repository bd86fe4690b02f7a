package dev.drydock.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A folder that a learner hands in: looked through without following links, within limits. */
final class SubmittedFolder {

    /** Far more than any exercise asks for; a folder with more is the wrong folder. */
    static final int MAX_FILES = 2_000;

    static final int MAX_DEPTH = 20;
    static final int MAX_BYTES = 10 * 1024 * 1024;

    private final Path root;
    private final ExerciseSettings settings;

    SubmittedFolder(Path root, ExerciseSettings settings) {
        this.root = real(root);
        this.settings = settings;
    }

    /** The folder may be named by a link; nothing in it may be one. */
    static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException missing) {
            return folder;
        }
    }

    /** Paths of its files, sorted, with forward slashes; clutter left out unless the exercise asks for it. */
    SortedSet<String> files() {
        if (!Files.isDirectory(root)) {
            throw new SubmissionException(
                    "submission.missing",
                    Optional.empty(),
                    Files.exists(root) ? "The submission is not a folder." : "There is no such folder.",
                    "Name the folder that holds your Dockerfile.");
        }
        Walk walk = new Walk();
        try {
            Files.walkFileTree(root, walk);
        } catch (IOException unreadable) {
            throw unreadable(Optional.empty());
        }
        return walk.found;
    }

    /** The content of one of its files, if the total stays within the limit. */
    byte[] read(String path, int bytesSoFar) {
        try (InputStream in = Files.newInputStream(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MAX_BYTES - bytesSoFar + 1);
            if (bytesSoFar + bytes.length > MAX_BYTES) {
                throw tooLarge(path);
            }
            return bytes;
        } catch (IOException unreadable) {
            throw unreadable(Optional.of(path));
        }
    }

    /** Whether one of its files is, byte for byte, the exercise's own. */
    boolean isSame(String path, Path original) {
        try {
            return Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)
                    && Files.mismatch(root.resolve(path), original) < 0;
        } catch (IOException unreadable) {
            throw unreadable(Optional.of(path));
        }
    }

    static SubmissionException tooLarge(String path) {
        return new SubmissionException(
                "submission.tooLarge",
                Optional.of(path),
                "With this file the submission is larger than 10 MiB.",
                "Hand in only what you wrote; the exercise's own files are there already.");
    }

    private static SubmissionException unreadable(Optional<String> path) {
        return new SubmissionException(
                "submission.unreadable",
                path,
                path.isPresent() ? "The file cannot be read." : "The folder cannot be read.",
                "Give this account the permission to read it.");
    }

    /** Collects names; refuses what is not a plain file. */
    private final class Walk extends SimpleFileVisitor<Path> {
        private final SortedSet<String> found = new TreeSet<>();
        private int entries;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            String path = ContentHash.relative(root, folder);
            if (isClutter(folder, path + "/")) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            count();
            if (root.relativize(folder).getNameCount() >= MAX_DEPTH) {
                throw new SubmissionException(
                        "submission.tooDeep",
                        Optional.of(path),
                        "Folders lie more than " + MAX_DEPTH + " deep in one another.",
                        "Hand in the folder that holds your Dockerfile, and nothing above it.");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = ContentHash.relative(root, file);
            if (isClutter(file, path)) {
                return FileVisitResult.CONTINUE;
            }
            count();
            if (attributes.isSymbolicLink()) {
                throw new SubmissionException(
                        "submission.link",
                        Optional.of(path),
                        "This is a symbolic link.",
                        "Put a copy of the file in its place.");
            }
            if (!attributes.isRegularFile()) {
                throw new SubmissionException(
                        "submission.special",
                        Optional.of(path),
                        "This is neither a file nor a folder, but a device, a pipe or a socket.",
                        "Delete it.");
            }
            found.add(path);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            throw unreadable(Optional.of(ContentHash.relative(root, file)));
        }

        private boolean isClutter(Path entry, String path) {
            boolean wanted = settings.editable().stream()
                    .anyMatch(name -> name.equals(path) || (path.endsWith("/") && name.startsWith(path)));
            return !wanted && Clutter.is(String.valueOf(entry.getFileName()));
        }

        private void count() {
            entries++;
            if (entries > MAX_FILES) {
                throw new SubmissionException(
                        "submission.tooMany",
                        Optional.empty(),
                        "The folder holds more than " + MAX_FILES + " files.",
                        "Hand in the folder that holds your Dockerfile, without virtual environments or data.");
            }
        }
    }
}
