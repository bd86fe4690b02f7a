package dev.drydock.engine;

/** Keeps the last bytes of what is appended. */
final class TailBytes {

    private final byte[] ring;
    private long total;

    TailBytes(int kept) {
        this.ring = new byte[kept];
    }

    void append(byte[] bytes, int length) {
        int skipped = Math.max(0, length - ring.length);
        total += skipped;
        for (int from = skipped; from < length; ) {
            int to = (int) (total % ring.length);
            int part = Math.min(length - from, ring.length - to);
            System.arraycopy(bytes, from, ring, to, part);
            from += part;
            total += part;
        }
    }

    byte[] bytes() {
        int length = (int) Math.min(total, ring.length);
        byte[] bytes = new byte[length];
        int start = (int) ((total - length) % ring.length);
        int first = Math.min(length, ring.length - start);
        System.arraycopy(ring, start, bytes, 0, first);
        System.arraycopy(ring, 0, bytes, first, length - first);
        return bytes;
    }
}
