package dev.drydock.content;

import dev.drydock.files.Modes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * The block before an entry's content.
 *
 * @param name as it is written, of unknown encoding
 * @param mode permission bits; 0 where none can be read
 * @param size of the content, in bytes
 * @param type one of the {@code LF_} constants of {@link TarConstants}, or anything else
 * @param target of a link, as it is written
 */
record TarHeader(byte[] name, int mode, long size, byte type, byte[] target) {

    static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;

    /** No disk is as large, and a few such sizes can still be added. */
    private static final long SIZES_END = 1_000_000_000_000_000_000L;

    private static final int MODE_AT = 100;
    private static final int SIZE_AT = 124;
    private static final int TYPE_AT = 156;
    private static final int TARGET_AT = 157;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;

    /** Whether a file that starts like this is a tar; old ones have no magic word, but all have a checksum. */
    static boolean isTar(byte[] start) {
        if (start.length < BLOCK) {
            return false;
        }
        byte[] block = Arrays.copyOf(start, BLOCK);
        return isEnd(block) || hasChecksum(block);
    }

    private static boolean hasChecksum(byte[] block) {
        try {
            return TarUtils.verifyCheckSum(block);
        } catch (IllegalArgumentException notEvenANumber) {
            return false;
        }
    }

    /** A block of zeros: what comes after the last entry. */
    static boolean isEnd(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }

    static TarHeader of(byte[] block) throws ArchiveException {
        if (!hasChecksum(block)) {
            throw new ArchiveException("a header's checksum is wrong");
        }
        byte[] name = field(block, 0, TarConstants.NAMELEN);
        boolean posix = "ustar\0".equals(new String(block, MAGIC_AT, 6, StandardCharsets.ISO_8859_1));
        byte[] prefix = posix ? field(block, PREFIX_AT, TarConstants.PREFIXLEN) : new byte[0];
        return new TarHeader(
                prefix.length == 0 ? name : joined(prefix, name),
                mode(block),
                size(block),
                block[TYPE_AT],
                field(block, TARGET_AT, TarConstants.NAMELEN));
    }

    private static int mode(byte[] block) {
        try {
            return (int) TarUtils.parseOctalOrBinary(block, MODE_AT, TarConstants.MODELEN) & Modes.MASK;
        } catch (IllegalArgumentException notANumber) {
            return 0;
        }
    }

    private static long size(byte[] block) throws ArchiveException {
        try {
            long size = TarUtils.parseOctalOrBinary(block, SIZE_AT, TarConstants.SIZELEN);
            if (size >= 0 && size < SIZES_END) {
                return size;
            }
        } catch (IllegalArgumentException notANumber) {
            // Said below, like a size that is no size.
        }
        throw new ArchiveException("a header has no readable size");
    }

    /** Up to the first zero byte. */
    private static byte[] field(byte[] block, int at, int length) {
        return untilZero(Arrays.copyOfRange(block, at, at + length));
    }

    static byte[] untilZero(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return Arrays.copyOf(text, end);
    }

    private static byte[] joined(byte[] prefix, byte[] name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(prefix);
        out.write('/');
        out.writeBytes(name);
        return out.toByteArray();
    }
}
