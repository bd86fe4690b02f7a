package dev.drydock.engine;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Docker's way to carry standard output and standard error in one stream: a header of 8 bytes, then the bytes. */
final class Frames {

    private static final int STDERR = 2;

    /** Told of each piece of a frame; the buffer is reused. */
    @FunctionalInterface
    interface Sink {
        void accept(boolean error, byte[] buffer, int length) throws IOException;
    }

    private Frames() {}

    /** Reads to the end. */
    static void read(InputStream in, Sink sink) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] buffer = new byte[32 * 1024];
        for (int stream = in.read(); stream >= 0; stream = in.read()) {
            data.skipNBytes(3);
            long left = Integer.toUnsignedLong(data.readInt());
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException("a frame broke off");
                }
                sink.accept(stream == STDERR, buffer, read);
                left -= read;
            }
        }
    }
}
