package dev.drydock.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Set;

/**
 * Opens files of a folder so that no link below it is followed, whatever others do to the folder at the same time: each
 * step is opened relative to the open folder before it, never by a whole path. Needs a system that can do so, as every
 * Unix can; on others nothing is opened.
 */
public final class NoFollow {

    private NoFollow() {}

    /**
     * Opens a plain file.
     *
     * @param root a folder, which is trusted itself
     * @param file below it, relative to it
     * @throws IOException if it is not there, or if it or a folder on the way is a link or anything else by now
     */
    public static InputStream open(Path root, Path file) throws IOException {
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(root)) {
            if (folder instanceof SecureDirectoryStream<Path> secure) {
                return open(secure, file);
            }
            throw new IOException("this system cannot open files relative to an open folder");
        }
    }

    private static InputStream open(SecureDirectoryStream<Path> folder, Path file) throws IOException {
        Path first = file.getName(0);
        if (file.getNameCount() > 1) {
            try (SecureDirectoryStream<Path> inner = folder.newDirectoryStream(first, LinkOption.NOFOLLOW_LINKS)) {
                return open(inner, file.subpath(1, file.getNameCount()));
            }
        }
        // Opening a pipe would wait for somebody to write into it.
        if (!folder.getFileAttributeView(first, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isRegularFile()) {
            throw new IOException(first + " is not a plain file");
        }
        return Channels.newInputStream(
                folder.newByteChannel(first, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }
}
