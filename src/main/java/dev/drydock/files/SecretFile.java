package dev.drydock.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A password that is made once and readable by its owner alone. */
public final class SecretFile {

    /** Bytes that are random: 144 bits. */
    private static final int LENGTH = 18;

    private SecretFile() {}

    /** What is in the file, which is made if it is not there. */
    public static String of(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] random = new byte[LENGTH];
        new SecureRandom().nextBytes(random);
        FileAttribute<?>[] mine =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        // Written under another name first, since a second process may read while this one writes.
        Path part = Files.createTempFile(file.getParent(), "secret", ".part", mine);
        Files.writeString(part, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException first) {
            // Another process was quicker; its secret is the one.
        } finally {
            Files.delete(part);
        }
    }
}
