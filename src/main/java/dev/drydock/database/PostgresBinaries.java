package dev.drydock.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, as they come in a jar: unpacked once, and found again. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * @param folder that keeps what was unpacked
     * @return the folder that holds {@code bin}, {@code lib} and {@code share}
     */
    static Path unpackedIn(Path folder) {
        String name = "postgres-linux-" + architecture() + ".txz";
        try {
            // The archive's size stands for its version, which its name does not tell.
            Path unpacked = folder.resolve("programs-" + size(name));
            if (!Files.isExecutable(unpacked.resolve("bin/postgres"))) {
                unpack(name, folder, unpacked);
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL's programs into " + folder, e);
        }
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return name.equals("amd64") ? "x86_64" : name;
    }

    private static URL resource(String name) {
        URL archive = PostgresBinaries.class.getClassLoader().getResource(name);
        if (archive == null) {
            throw new DatabaseException(
                    "Drydock brings no PostgreSQL for this machine along (" + name + ").",
                    "Set " + DatabaseAddress.VARIABLE + " to one that runs already.");
        }
        return archive;
    }

    private static long size(String name) throws IOException {
        // The jar's directory knows it: reading fifteen megabytes at every start would not be worth it.
        return resource(name).openConnection().getContentLengthLong();
    }

    private static void unpack(String name, Path folder, Path unpacked) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempDirectory(folder, "part");
        try (InputStream archive = resource(name).openStream();
                var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(part, entry, tar);
            }
        }
        Files.move(part, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path part, TarArchiveEntry entry, InputStream content) throws IOException {
        Path place = part.resolve(entry.getName()).normalize();
        if (!place.startsWith(part)) {
            throw new IOException(entry.getName() + " leads out of the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(place);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(place.getParent());
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(place.getParent());
            Files.copy(content, place);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
