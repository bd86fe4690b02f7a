package dev.drydock.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tars of root file systems, as recipes write them. */
final class RootFilesystem {

    private RootFilesystem() {}

    /** Writes {@code root} and, below {@code folder} in it, {@code addition} as one tar. */
    static void merge(Path root, Path addition, String folder, Path result) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(result), 1 << 16);
                TarArchiveOutputStream out = new TarArchiveOutputStream(file, "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            copy(root, "", out);
            copy(addition, folder + "/", out);
        }
    }

    private static void copy(Path tar, String prefix, TarArchiveOutputStream out) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(tar), 1 << 16);
                TarArchiveInputStream in = new TarArchiveInputStream(file, "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entry.setName(prefix + entry.getName());
                out.putArchiveEntry(entry);
                in.transferTo(out);
                out.closeArchiveEntry();
            }
        }
    }
}
