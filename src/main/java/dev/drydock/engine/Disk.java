package dev.drydock.engine;

/**
 * The file system that holds everything of a nested engine: layers, caches, what containers write.
 *
 * @param bytes its size
 * @param free bytes that can still be written
 */
public record Disk(long bytes, long free) {

    /** Less than that is of no use to any program. */
    private static final long LITTLE = 1L << 20;

    public boolean isFull() {
        return free < LITTLE;
    }
}
