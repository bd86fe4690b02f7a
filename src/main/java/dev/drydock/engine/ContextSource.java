package dev.drydock.engine;

import dev.drydock.files.Modes;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** What stands at a path of a build context. */
sealed interface ContextSource {

    /** A folder that nobody gave a mode. */
    Folder FOLDER = new Folder(Modes.FOLDER);

    /** Of everything but what was edited: zip files and what packs Python's wheels cannot write times before 1980. */
    FileTime TIME = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    /** Permission bits. */
    int mode();

    /** When it was changed last. */
    default FileTime time() {
        return TIME;
    }

    record Folder(int mode) implements ContextSource {}

    record Link(String target) implements ContextSource {
        @Override
        public int mode() {
            return 0777;
        }
    }

    /**
     * @param file relative to the root
     */
    record File(Path root, Path file, long size, int mode) implements ContextSource {}

    record Memory(byte[] content, int mode, FileTime time) implements ContextSource {}

    /** Bytes in the tar, but for headers. */
    default long size() {
        return switch (this) {
            case Folder folder -> 0;
            case Link link -> 0;
            case File file -> file.size();
            case Memory memory -> memory.content().length;
        };
    }
}
