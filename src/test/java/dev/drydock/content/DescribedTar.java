package dev.drydock.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes tars whose headers say whatever they are told to. */
final class DescribedTar {

    private static final int BLOCK = 512;
    private static final long LARGEST_OCTAL = 077777777777L;

    private final OutputStream out;

    private DescribedTar(OutputStream out) {
        this.out = out;
    }

    static byte[] bytes(DescribedArchive archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DescribedTar(bytes).write(archive);
        return bytes.toByteArray();
    }

    static byte[] gzipped(DescribedArchive archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream compressed = new GZIPOutputStream(bytes)) {
            new DescribedTar(compressed).write(archive);
        }
        return bytes.toByteArray();
    }

    private void write(DescribedArchive archive) throws IOException {
        for (DescribedArchive.Named named : archive.named().toList()) {
            write(named.name(), named.entry());
        }
        out.write(new byte[2 * BLOCK]);
    }

    private void write(byte[] name, DescribedArchive.Entry entry) throws IOException {
        Map<String, byte[]> records = new LinkedHashMap<>();
        entry.pax().forEach((key, value) -> records.put(key, value.getBytes(StandardCharsets.UTF_8)));
        byte[] inHeader = name;
        if (entry.extended().isPresent()) {
            inHeader = "shortened".getBytes(StandardCharsets.UTF_8);
            if (entry.extended().get() == DescribedArchive.Extended.GNU) {
                block("././@LongLink".getBytes(StandardCharsets.UTF_8), 'L', name.length + 1, "");
                content(Arrays.copyOf(name, name.length + 1));
            } else {
                records.put("path", name);
            }
        }
        if (!records.isEmpty()) {
            byte[] pax = pax(records);
            block("PaxHeader".getBytes(StandardCharsets.UTF_8), 'x', pax.length, "");
            content(pax);
        }
        boolean file = entry.sort() == DescribedArchive.Type.FILE;
        byte[] bytes = file ? entry.bytes() : new byte[0];
        block(
                inHeader,
                type(entry.sort()),
                entry.claims().orElse(bytes.length),
                entry.target().orElse(""));
        content(bytes);
    }

    private static char type(DescribedArchive.Type type) {
        return switch (type) {
            case FILE -> '0';
            case HARDLINK -> '1';
            case SYMLINK -> '2';
            case DEVICE -> '3';
            case DIRECTORY -> '5';
            case FIFO -> '6';
            case SPARSE -> 'S';
            case UNKNOWN -> 'M';
        };
    }

    private static byte[] pax(Map<String, byte[]> records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        records.forEach((key, value) -> {
            int rest = key.getBytes(StandardCharsets.UTF_8).length + value.length + 3;
            int length = rest + String.valueOf(rest).length();
            length = rest + String.valueOf(length).length();
            all.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.UTF_8));
            all.writeBytes(value);
            all.write('\n');
        });
        return all.toByteArray();
    }

    private void block(byte[] name, char type, long size, String target) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        if (name.length > 100) {
            throw new IllegalArgumentException("a name of " + name.length + " bytes needs to be extended");
        }
        put(block, 0, name);
        put(block, 100, "0000644\0000000000\0000000000\0");
        if (size > LARGEST_OCTAL) {
            block.put(124, (byte) 0x80).putLong(128, size);
        } else {
            put(block, 124, "%011o\0".formatted(size));
        }
        put(block, 136, "00000000000\0        ");
        block.put(156, (byte) type);
        put(block, 157, target);
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (byte value : block.array()) {
            sum += value & 0xFF;
        }
        put(block, 148, "%06o\0 ".formatted(sum));
        out.write(block.array());
    }

    private static void put(ByteBuffer block, int at, String text) {
        put(block, at, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ByteBuffer block, int at, byte[] bytes) {
        block.put(at, bytes);
    }

    private void content(byte[] bytes) throws IOException {
        out.write(bytes);
        out.write(new byte[Math.floorMod(-bytes.length, BLOCK)]);
    }
}
