package dev.drydock.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A lock between processes that the operating system releases when its holder is killed. A process takes each file at
 * most once at a time: Java refuses a second lock of the same JVM.
 */
public final class ProcessLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;

    private ProcessLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Waits until nobody holds the file exclusively. */
    public static ProcessLock shared(Path file) {
        return take(file, true);
    }

    /** Waits until nobody holds the file. */
    public static ProcessLock exclusive(Path file) {
        return take(file, false);
    }

    /** Takes the file, or finds that another process or another part of this one holds it. */
    public static Optional<ProcessLock> tryExclusive(Path file) {
        try {
            FileChannel channel = open(file);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(new ProcessLock(channel, lock));
                }
            } catch (OverlappingFileLockException ownProcess) {
                // Held by this process, which is the same to the caller.
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    private static ProcessLock take(Path file, boolean shared) {
        try {
            FileChannel channel = open(file);
            return new ProcessLock(channel, channel.lock(0, Long.MAX_VALUE, shared));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Gives up a shared lock and, if this process was its last holder, runs {@code alone} while nobody else can take it.
     */
    public void closeAndIfLast(Runnable alone) {
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
