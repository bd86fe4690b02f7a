package dev.drydock.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The password for the registry's writable port: made once per machine and readable by its owner alone. */
final class MirrorSecret {

    private MirrorSecret() {}

    static String of(Home home) {
        Path file = home.data().resolve("mirror-secret");
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
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        FileAttribute<?>[] mine =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        // Written under another name first, since a second process may read while this one writes.
        Path part = Files.createTempFile(file.getParent(), "mirror-secret", ".part", mine);
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
