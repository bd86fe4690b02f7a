package dev.drydock.engine;

import dev.drydock.files.Modes;
import java.nio.file.Path;

/** What stands at a path of a build context. */
sealed interface ContextSource {

    /** A folder that nobody gave a mode. */
    Folder FOLDER = new Folder(Modes.FOLDER);

    /** Permission bits. */
    int mode();

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

    record Memory(byte[] content, int mode) implements ContextSource {}

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
