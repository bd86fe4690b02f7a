package dev.drydock.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Permission bits of files and folders, set-user-ID and the like among them. */
public final class Modes {

    /** All that chmod can set. */
    public static final int MASK = 07777;

    public static final int FILE = 0644;
    public static final int PROGRAM = 0755;
    public static final int FOLDER = 0755;

    private static final int OWNER_EXECUTE = 0100;

    private Modes() {}

    /**
     * What the file system says; of a link its own.
     *
     * @return empty where the file system knows no such bits
     */
    public static OptionalInt of(Path path) throws IOException {
        try {
            return OptionalInt.of((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & MASK);
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return OptionalInt.empty();
        }
    }

    /** What a version control system keeps of the bits: whether it is a program. */
    public static int reduced(OptionalInt mode) {
        return (mode.orElse(FILE) & OWNER_EXECUTE) == 0 ? FILE : PROGRAM;
    }

    /** For a file that came without: a script is a program. */
    public static int ofContent(byte[] content) {
        return content.length > 1 && content[0] == '#' && content[1] == '!' ? PROGRAM : FILE;
    }
}
