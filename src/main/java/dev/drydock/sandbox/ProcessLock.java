package dev.drydock.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock between processes that the operating system releases when its holder is killed. A process takes each file at
 * most once at a time: Java refuses a second lock of the same JVM.
 */
final class ProcessLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;

    private ProcessLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Waits until nobody holds the file exclusively. */
    static ProcessLock shared(Path file) {
        return take(file, true);
    }

    /** Waits until nobody holds the file. */
    static ProcessLock exclusive(Path file) {
        return take(file, false);
    }

    private static ProcessLock take(Path file, boolean shared) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new ProcessLock(channel, channel.lock(0, Long.MAX_VALUE, shared));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    /**
     * Gives up a shared lock and, if this process was its last holder, runs {@code alone} while nobody else can take it.
     */
    void closeAndIfLast(Runnable alone) {
        try (channel) {
            lock.release();
            if (channel.tryLock() != null) {
                alone.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
