package dev.drydock.content;

import dev.drydock.files.Modes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A learner's folder on its way to a machine that has the exercise. */
public final class PackedFolder {

    /** What POSIX puts in front of the permission bits of a plain file. */
    private static final int FILE_TYPE = 0100000;

    private PackedFolder() {}

    /**
     * Packs the files of a folder, looked through as if it were graded here: without following links, within the limits of a
     * submission, and without clutter.
     *
     * @param editable what the exercise asks for, which is never clutter
     * @return a tar.gz; the same bytes for the same files
     * @throws SubmissionException when it holds what a submission may not hold
     */
    public static byte[] tarGz(Path folder, List<String> editable) {
        SubmissionSource source = SubmissionSource.open(folder, PlainFolder.settings(editable, List.of()));
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            int soFar = 0;
            for (String path : source.files()) {
                byte[] content = source.read(path, soFar);
                soFar += content.length;
                var entry = new TarArchiveEntry(path);
                entry.setSize(content.length);
                entry.setModTime(0);
                entry.setMode(FILE_TYPE | source.modes().getOrDefault(path, Modes.ofContent(content)));
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("an archive in memory can be written", impossible);
        }
        return bytes.toByteArray();
    }
}
