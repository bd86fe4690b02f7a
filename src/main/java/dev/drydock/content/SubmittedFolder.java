package dev.drydock.content;

import dev.drydock.files.Modes;
import dev.drydock.files.NoFollow;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A folder that a learner hands in: looked through without following links, within limits. Should a file or a folder in
 * it become a link after that, reading fails: content never comes from outside (see {@link NoFollow}). A hard link cannot
 * be told from a file, and is one.
 */
final class SubmittedFolder implements SubmissionSource {

    private static final int CHUNK = 64 * 1024;

    private final Path root;

    /** By path as it is shown: relative to the root, as the file system has it. */
    private final SortedMap<String, Path> places;

    private final SortedMap<String, Integer> modes;

    private SubmittedFolder(Path root, Walk walk) {
        this.root = root;
        this.places = walk.places;
        this.modes = Collections.unmodifiableSortedMap(walk.modes);
    }

    /**
     * @param root not a link
     */
    static SubmittedFolder open(Path root, ExerciseSettings settings) {
        Walk walk = new Walk(root, settings);
        try {
            Files.walkFileTree(root, walk);
        } catch (IOException unreadable) {
            throw SubmissionSource.unreadable(Optional.empty());
        }
        walk.tree.finish();
        return new SubmittedFolder(root, walk);
    }

    @Override
    public SortedSet<String> files() {
        return new TreeSet<>(places.keySet());
    }

    @Override
    public byte[] read(String path, int bytesSoFar) {
        try (InputStream in = content(path)) {
            int left = SubmissionLimits.MAX_BYTES - bytesSoFar;
            byte[] bytes = in.readNBytes(left + 1);
            if (bytes.length > left) {
                throw SubmissionLimits.tooLarge(path, OptionalLong.of(bytesSoFar + size(path)));
            }
            return bytes;
        } catch (IOException unreadable) {
            throw SubmissionSource.unreadable(Optional.of(path));
        }
    }

    @Override
    public SortedMap<String, Integer> modes() {
        return modes;
    }

    @Override
    public boolean isSame(String path, Path original) {
        if (!Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream mine = content(path);
                InputStream theirs = Files.newInputStream(original)) {
            byte[] expected;
            do {
                expected = theirs.readNBytes(CHUNK);
                if (!Arrays.equals(mine.readNBytes(CHUNK), expected)) {
                    return false;
                }
            } while (expected.length > 0);
            return true;
        } catch (IOException unreadable) {
            throw SubmissionSource.unreadable(Optional.of(path));
        }
    }

    private InputStream content(String path) throws IOException {
        return NoFollow.open(root, place(path));
    }

    /** Bytes, for messages alone. */
    private long size(String path) throws IOException {
        return Files.readAttributes(root.resolve(place(path)), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .size();
    }

    private Path place(String path) {
        return Objects.requireNonNull(places.get(path), path);
    }

    /** Collects names; refuses what is not a plain file. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final ExerciseSettings settings;
        private final SubmissionTree tree = new SubmissionTree();
        private final SortedMap<String, Path> places = new TreeMap<>();
        private final SortedMap<String, Integer> modes = new TreeMap<>();

        Walk(Path root, ExerciseSettings settings) {
            this.root = root;
            this.settings = settings;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            String path = name(folder);
            if (Clutter.is(path + "/", settings)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (tree.addFolder(path)) {
                addMode(path, folder);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String path = name(file);
            if (Clutter.is(path, settings)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                throw EntryRefusals.symbolicLink(
                        path, Files.readSymbolicLink(file).toString());
            }
            if (!attributes.isRegularFile()) {
                throw EntryRefusals.special(path, EntryRefusals.DEVICE_PIPE_OR_SOCKET);
            }
            if (tree.addFile(path)) {
                places.put(path, root.relativize(file));
                addMode(path, file);
            }
            return FileVisitResult.CONTINUE;
        }

        private void addMode(String path, Path place) throws IOException {
            Modes.of(place).ifPresent(mode -> modes.put(path, mode));
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            throw SubmissionSource.unreadable(file.equals(root) ? Optional.empty() : Optional.of(name(file)));
        }

        private String name(Path entry) {
            String path = ContentHash.relative(root, entry);
            return path.contains("\uFFFD") ? EntryName.decode(raw(entry)) : path;
        }

        /** The bytes of a name that Java could not decode: only the URI keeps them. */
        private byte[] raw(Path entry) {
            String name = entry.toUri()
                    .getRawPath()
                    .substring(root.toUri().getRawPath().length());
            String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
            return URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
