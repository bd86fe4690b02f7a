package dev.drydock.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What one step wrote: decoded piece by piece, its end kept. */
final class StepLog {

    /** Characters kept of each step. */
    static final int KEPT = 64 * 1024;

    private final StringBuilder tail = new StringBuilder();
    private final Decoder output = new Decoder();
    private final Decoder errors = new Decoder();

    /** Adds bytes and returns them as text; a character that is not complete yet comes with the next piece. */
    String append(boolean error, byte[] bytes) {
        String text = (error ? errors : output).decode(bytes);
        tail.append(text);
        // Not at each piece: cutting moves everything that is kept.
        if (tail.length() > 2 * KEPT) {
            tail.delete(0, tail.length() - KEPT);
        }
        return text;
    }

    boolean isEmpty() {
        return tail.isEmpty();
    }

    String tail() {
        return tail.substring(Math.max(0, tail.length() - KEPT));
    }

    private static final class Decoder {
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private byte[] incomplete = {};

        String decode(byte[] bytes) {
            ByteBuffer in = ByteBuffer.allocate(incomplete.length + bytes.length);
            in.put(incomplete).put(bytes).flip();
            CharBuffer out = CharBuffer.allocate(in.remaining());
            decoder.decode(in, out, false);
            incomplete = new byte[in.remaining()];
            in.get(incomplete);
            return out.flip().toString();
        }
    }
}
