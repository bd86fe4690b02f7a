package dev.drydock.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar as a stream: POSIX, GNU and older ones, with extended headers and long names. Libraries are kinder than is
 * safe here: they take slashes off absolute names, guess at names that are not UTF-8 and fill the holes of sparse files.
 */
final class TarReader {

    /** Bytes of an extended header or a long name. */
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private final InputStream in;
    private final ArchiveContents contents;
    private final Map<String, byte[]> ofAll = new HashMap<>();
    private final Map<String, byte[]> ofNext = new HashMap<>();
    private byte @Nullable [] longName;
    private byte @Nullable [] longTarget;

    private TarReader(InputStream in, ArchiveContents contents) {
        this.in = in;
        this.contents = contents;
    }

    /**
     * Reads all entries, up to the end of the stream.
     *
     * @throws ArchiveException if it is damaged
     */
    static void read(InputStream in, ArchiveContents contents) throws IOException {
        TarReader reader = new TarReader(in, contents);
        byte[] block = reader.block();
        while (!TarHeader.isEnd(block)) {
            reader.next(TarHeader.of(block));
            block = reader.block();
        }
        // To its end, so that a compressed stream proves its checksum.
        in.transferTo(OutputStream.nullOutputStream());
    }

    private byte[] block() throws IOException {
        return exactly(TarHeader.BLOCK);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw truncated();
        }
        return bytes;
    }

    private void skip(long length) throws IOException {
        try {
            in.skipNBytes(length);
        } catch (EOFException end) {
            throw truncated();
        }
    }

    private static ArchiveException truncated() {
        return new ArchiveException("it ends too early");
    }

    private void next(TarHeader header) throws IOException {
        switch (header.type()) {
            case TarConstants.LF_PAX_EXTENDED_HEADER_LC -> PaxRecords.read(meta(header), ofNext);
            case TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER -> PaxRecords.read(meta(header), ofAll);
            case TarConstants.LF_GNUTYPE_LONGNAME -> longName = TarHeader.untilZero(meta(header));
            case TarConstants.LF_GNUTYPE_LONGLINK -> longTarget = TarHeader.untilZero(meta(header));
            default -> {
                entry(header);
                ofNext.clear();
                longName = null;
                longTarget = null;
            }
        }
    }

    private byte[] meta(TarHeader header) throws IOException {
        if (header.size() > MAX_HEADER_BYTES) {
            throw new ArchiveException("a header is longer than " + MAX_HEADER_BYTES / 1024 + " KiB");
        }
        byte[] bytes = exactly((int) header.size());
        skip(padding(header.size()));
        return bytes;
    }

    private void entry(TarHeader header) throws IOException {
        byte[] name = said("path", longName, header.name());
        byte[] target = said("linkpath", longTarget, header.target());
        long size = hasContent(header.type()) ? size(header) : 0;
        var content = new Counted(size);
        contents.add(said("GNU.sparse.name", null, name), kind(header, name, size, target), content);
        skip(size - content.taken);
        skip(padding(size));
    }

    /** What an extended header says, or else a long name's entry, or else the header itself. */
    private byte[] said(String key, byte @Nullable [] longer, byte[] own) {
        byte[] ofOne = ofNext.getOrDefault(key, ofAll.get(key));
        return ofOne != null ? ofOne : longer != null ? longer : own;
    }

    private long size(TarHeader header) throws ArchiveException {
        byte[] said = said("size", null, new byte[0]);
        if (said.length == 0) {
            return header.size();
        }
        String digits = new String(said, StandardCharsets.ISO_8859_1);
        if (!digits.matches("[0-9]{1,18}")) {
            throw new ArchiveException("an extended header has no readable size");
        }
        return Long.parseLong(digits);
    }

    /** Links, devices and folders have none, whatever their size says. */
    private static boolean hasContent(byte type) {
        return type < TarConstants.LF_LINK || type > TarConstants.LF_FIFO;
    }

    private EntryKind kind(TarHeader header, byte[] name, long size, byte[] target) {
        byte type = header.type();
        return switch (type) {
            case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG ->
                file(name, size, header.mode());
            case TarConstants.LF_DIR -> new EntryKind.Folder(header.mode());
            case TarConstants.LF_SYMLINK -> new EntryKind.SymbolicLink(target);
            case TarConstants.LF_LINK -> new EntryKind.HardLink(target);
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> new EntryKind.Special("a device");
            case TarConstants.LF_FIFO -> new EntryKind.Special("a named pipe (FIFO)");
            case TarConstants.LF_GNUTYPE_SPARSE -> new EntryKind.Sparse();
            default ->
                new EntryKind.Special("a tar entry of type " + EntryName.printable(Character.toString(type & 0xFF)));
        };
    }

    private EntryKind file(byte[] name, long size, int mode) {
        if (ofNext.containsKey(PaxRecords.SPARSE) || ofAll.containsKey(PaxRecords.SPARSE)) {
            return new EntryKind.Sparse();
        }
        // Before folders had a type of their own, they were files with a slash at the end.
        boolean oldFolder = name.length > 0 && name[name.length - 1] == '/';
        return oldFolder ? new EntryKind.Folder(mode) : new EntryKind.File(OptionalLong.of(size), mode);
    }

    private static long padding(long size) {
        return Math.floorMod(-size, (long) TarHeader.BLOCK);
    }

    /** The content of the entry at hand, which knows how much of it was taken. */
    private final class Counted implements ArchiveContents.Content {
        private final long size;
        private long taken;

        Counted(long size) {
            this.size = size;
        }

        @Override
        public byte[] read(int atMost) throws IOException {
            byte[] bytes = exactly((int) Math.min(size, atMost));
            taken = bytes.length;
            return bytes;
        }
    }
}
