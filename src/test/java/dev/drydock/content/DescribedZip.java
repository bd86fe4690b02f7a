package dev.drydock.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes zips whose headers say whatever they are told to. */
final class DescribedZip {

    private static final int DEFLATED = 8;
    private static final int MADE_BY_UNIX = 3 << 8 | 20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private int count;
    private int offset;
    private int compressed;
    private long crc;
    private long size;

    static byte[] bytes(DescribedArchive archive) throws IOException {
        DescribedZip zip = new DescribedZip();
        for (DescribedArchive.Named named : archive.named().toList()) {
            zip.add(named.name(), named.entry());
        }
        return zip.end();
    }

    private void add(byte[] name, DescribedArchive.Entry entry) throws IOException {
        byte[] written = entry.sort() == DescribedArchive.Type.DIRECTORY && name[name.length - 1] != '/'
                ? Arrays.copyOf(name, name.length + 1)
                : name;
        if (written.length > name.length) {
            written[name.length] = '/';
        }
        int flags = entry.encrypted().orElse(false) ? 1 : 0;
        int method = entry.method().orElse(DEFLATED);
        if (!entry.overlapping().orElse(false)) {
            local(written, entry, flags, method);
        }
        ByteBuffer header = little(46)
                .putInt(0x02014b50)
                .putShort((short) MADE_BY_UNIX)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) method)
                .putInt(0)
                .putInt((int) crc)
                .putInt(compressed)
                .putInt((int) entry.claims().orElse(size))
                .putShort((short) written.length)
                .putInt(0)
                .putInt(0)
                .putInt(mode(entry.sort()) << Short.SIZE)
                .putInt(offset);
        directory.writeBytes(header.array());
        directory.writeBytes(written);
        count++;
    }

    private void local(byte[] name, DescribedArchive.Entry entry, int flags, int method) throws IOException {
        byte[] bytes = entry.bytes();
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        crc = checksum.getValue();
        size = bytes.length;
        offset = out.size();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        deflater.reset();
        try (var stream = new DeflaterOutputStream(data, deflater)) {
            stream.write(bytes);
        }
        compressed = data.size();
        ByteBuffer header = little(30)
                .putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) method)
                .putInt(0)
                .putInt((int) crc)
                .putInt(compressed)
                .putInt((int) size)
                .putShort((short) name.length);
        out.writeBytes(header.array());
        out.writeBytes(name);
        data.writeTo(out);
    }

    private byte[] end() throws IOException {
        int start = out.size();
        directory.writeTo(out);
        out.writeBytes(little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) count)
                .putShort((short) count)
                .putInt(directory.size())
                .putInt(start)
                .array());
        return out.toByteArray();
    }

    private static int mode(DescribedArchive.Type type) {
        return switch (type) {
            case FILE -> 0100644;
            case DIRECTORY -> 040755;
            case SYMLINK -> 0120777;
            case FIFO -> 010644;
            case DEVICE -> 020644;
            case HARDLINK, SPARSE, UNKNOWN -> throw new IllegalArgumentException("a zip has no " + type);
        };
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
