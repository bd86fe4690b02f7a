package dev.drydock.content;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An archive that a learner hands in: zip, tar or tar.gz, told by its content. It is read in memory, within limits, and
 * never unpacked to a disk. If all of it lies in one folder and the Dockerfile in that, that folder is the submission:
 * people often pack their folder from outside.
 */
final class SubmittedArchive implements SubmissionSource {

    private static final String REPACK = "Pack your folder again as zip, tar or tar.gz.";

    /** How formats begin that people take for the right ones. */
    private static final Map<String, String> FOREIGN = Map.of(
            "BZh", "a bzip2 file",
            "\u00FD7zXZ", "an xz file",
            "(\u00B5/\u00FD", "a Zstandard file",
            "7z\u00BC\u00AF", "a 7-Zip archive",
            "Rar!", "a RAR archive");

    private final SortedMap<String, byte[]> files;
    private final SortedMap<String, Integer> modes;

    private SubmittedArchive(ArchiveContents contents) {
        this.files = contents.files();
        this.modes = contents.modes();
    }

    /**
     * @param file not a link
     */
    static SubmittedArchive open(Path file, ExerciseSettings settings) {
        return new SubmittedArchive(read(bytes(file), settings));
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(SubmissionLimits.MAX_ARCHIVE_BYTES + 1);
            if (bytes.length > SubmissionLimits.MAX_ARCHIVE_BYTES) {
                throw SubmissionLimits.archiveTooLarge(Files.size(file));
            }
            return bytes;
        } catch (IOException unreadable) {
            throw SubmissionSource.unreadable(Optional.empty());
        }
    }

    private static ArchiveContents read(byte[] archive, ExerciseSettings settings) {
        ArchiveContents contents = new ArchiveContents(settings);
        try {
            if (startsWith(archive, "PK\3\4") || startsWith(archive, "PK\5\6")) {
                ZipReader.read(archive, contents);
            } else if (startsWith(archive, "\u001F\u008B")) {
                readGzip(archive, contents);
            } else if (TarHeader.isTar(archive)) {
                TarReader.read(new ByteArrayInputStream(archive), contents);
            } else {
                throw unknown(archive);
            }
            return contents;
        } catch (ArchiveException damaged) {
            throw refusal("The archive is damaged: " + damaged.getMessage() + ".");
        } catch (EOFException truncated) {
            throw refusal("The archive is damaged: it ends too early.");
        } catch (ZipException damaged) {
            throw refusal("The archive is damaged: its compressed content cannot be read.");
        } catch (IOException impossible) {
            throw new IllegalStateException("an archive in memory can be read", impossible);
        }
    }

    private static void readGzip(byte[] archive, ArchiveContents contents) throws IOException {
        try (InputStream start = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            if (!TarHeader.isTar(start.readNBytes(TarHeader.BLOCK))) {
                throw refusal("This is a gzip file, but there is no tar in it.");
            }
        }
        try (InputStream in = new Bounded(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
            TarReader.read(in, contents);
        }
    }

    private static SubmissionException unknown(byte[] archive) {
        return FOREIGN.entrySet().stream()
                .filter(format -> startsWith(archive, format.getKey()))
                .map(format -> refusal("This is " + format.getValue() + ", which is not read here."))
                .findFirst()
                .orElseGet(() -> new SubmissionException(
                        "submission.archive",
                        Optional.empty(),
                        "This file is neither a folder nor a zip, tar or tar.gz archive.",
                        "Hand in the folder that holds your Dockerfile, or an archive of it."));
    }

    private static boolean startsWith(byte[] bytes, String start) {
        byte[] expected = start.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= expected.length && Arrays.equals(Arrays.copyOf(bytes, expected.length), expected);
    }

    private static SubmissionException refusal(String reason) {
        return new SubmissionException("submission.archive", Optional.empty(), reason, REPACK);
    }

    @Override
    public SortedSet<String> files() {
        return new TreeSet<>(files.keySet());
    }

    @Override
    public byte[] read(String path, int bytesSoFar) {
        byte[] content = content(path);
        if (content.length > SubmissionLimits.MAX_BYTES - bytesSoFar) {
            throw SubmissionLimits.tooLarge(path, OptionalLong.of((long) bytesSoFar + content.length));
        }
        return content;
    }

    @Override
    public SortedMap<String, Integer> modes() {
        return modes;
    }

    @Override
    public boolean isSame(String path, Path original) {
        try {
            return Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(original) == content(path).length
                    && Arrays.equals(Files.readAllBytes(original), content(path));
        } catch (IOException unreadable) {
            throw SubmissionSource.unreadable(Optional.of(path));
        }
    }

    private byte[] content(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    /** Ends a stream that swells beyond what any submission needs. */
    private static final class Bounded extends FilterInputStream {
        private long left = SubmissionLimits.MAX_UNPACKED_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            take(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            take(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long length) throws IOException {
            long count = super.skip(length);
            take(count);
            return count;
        }

        private void take(long count) {
            left -= count;
            if (left < 0) {
                throw SubmissionLimits.unpacksTooLarge();
            }
        }
    }
}
