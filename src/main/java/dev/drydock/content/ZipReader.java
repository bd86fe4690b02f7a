package dev.drydock.content;

import dev.drydock.files.Modes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Reads a zip by its central directory, as programs that unpack do; what stands in front of the files themselves may say
 * otherwise, and is not asked. Sizes are counted, not believed.
 */
final class ZipReader {

    /** Bytes of a symbolic link's target: what Linux takes. */
    private static final int MAX_TARGET_BYTES = 4_096;

    private static final String REPACK =
            "Pack it again as zip, tar or tar.gz, without password or special compression.";

    private final ZipFile zip;
    private final ArchiveContents contents;

    private ZipReader(ZipFile zip, ArchiveContents contents) {
        this.zip = zip;
        this.contents = contents;
    }

    /**
     * Reads all entries.
     *
     * @throws ArchiveException if it is damaged
     */
    static void read(byte[] archive, ArchiveContents contents) throws IOException {
        if (listed(archive) >= SubmissionLimits.MAX_LISTED) {
            throw SubmissionLimits.tooMany(SubmissionLimits.MAX_LISTED);
        }
        try (ZipFile zip = open(archive)) {
            ZipReader reader = new ZipReader(zip, contents);
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                reader.add(entry);
            }
        }
    }

    /** Entries of the central directory, counted by their signature before memory is spent on them. */
    private static int listed(byte[] archive) {
        int found = 0;
        for (int i = 0; i + 3 < archive.length; i++) {
            if (archive[i] == 'P' && archive[i + 1] == 'K' && archive[i + 2] == 1 && archive[i + 3] == 2) {
                found++;
            }
        }
        return found;
    }

    private static ZipFile open(byte[] archive) throws IOException {
        try {
            return ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
                    .setCharset(StandardCharsets.ISO_8859_1)
                    .setUseUnicodeExtraFields(false)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (IOException | RuntimeException damaged) {
            // Bytes of strangers make the library throw exceptions of many kinds.
            throw new ArchiveException("its list of files cannot be read");
        }
    }

    private void add(ZipArchiveEntry entry) throws IOException {
        // Not its name: the library changes that.
        contents.add(entry.getRawName(), kind(entry), atMost -> content(entry, atMost));
    }

    private EntryKind kind(ZipArchiveEntry entry) throws IOException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return new EntryKind.Locked("This file is encrypted.", REPACK);
        }
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
            return new EntryKind.Locked(
                    "This file is compressed by a method that is not read here (number " + entry.getMethod() + ").",
                    REPACK);
        }
        byte[] name = entry.getRawName();
        boolean folder = name.length > 0 && name[name.length - 1] == '/';
        // Read whatever system is said to have written it: some programs say the wrong one.
        int said = (int) (entry.getExternalAttributes() >> Short.SIZE);
        int type = said & UnixStat.FILE_TYPE_FLAG;
        int mode = said & Modes.MASK;
        return switch (type) {
            case UnixStat.LINK_FLAG -> new EntryKind.SymbolicLink(raw(entry, MAX_TARGET_BYTES));
            case UnixStat.DIR_FLAG -> new EntryKind.Folder(mode);
            case 0, UnixStat.FILE_FLAG ->
                folder ? new EntryKind.Folder(mode) : new EntryKind.File(OptionalLong.empty(), mode);
            default -> new EntryKind.Special(EntryRefusals.DEVICE_PIPE_OR_SOCKET);
        };
    }

    private byte[] content(ZipArchiveEntry entry, int atMost) throws IOException {
        byte[] bytes = raw(entry, atMost);
        if (bytes.length == atMost) {
            return bytes;
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (bytes.length != entry.getSize() || checksum.getValue() != entry.getCrc()) {
            throw damaged(entry);
        }
        return bytes;
    }

    private byte[] raw(ZipArchiveEntry entry, int atMost) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(atMost);
        } catch (IOException | RuntimeException damaged) {
            // As when it is opened.
            throw damaged(entry);
        }
    }

    private static ArchiveException damaged(ZipArchiveEntry entry) {
        return new ArchiveException("the content of " + EntryName.printable(EntryName.readable(entry.getRawName()))
                + " does not fit what is said about it");
    }
}
