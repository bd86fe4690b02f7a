package dev.drydock.engine;

import dev.drydock.files.Modes;
import dev.drydock.files.NoFollow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Folders laid over one another, packed as one tar: the same bytes for the same files, whenever and wherever they were
 * written. BuildKit keys a COPY by what the headers say, so names are sorted, and owners and times fixed. Modes of files
 * on disk are reduced to 0755 and 0644, lest they depend on the umask of whoever made the folder, unless they are somebody's
 * own; those of files in memory are given. Symbolic links are packed as links and never followed.
 */
public final class ContextTar implements BuildContext {

    /** By path: forward slashes, none in front. Parents come before what is in them. */
    private final NavigableMap<String, ContextSource> sources;

    private final long bytes;
    private final int files;

    private ContextTar(NavigableMap<String, ContextSource> sources) {
        this.sources = sources;
        this.bytes = sources.values().stream().mapToLong(ContextSource::size).sum();
        this.files = (int) sources.values().stream()
                .filter(source -> !(source instanceof ContextSource.Folder))
                .count();
    }

    /**
     * Reads the folders' names now and their files' content when the tar is written.
     *
     * @param folders later ones win, file by file
     * @throws IOException if a folder cannot be read, or holds what is neither file, folder nor link
     */
    public static ContextTar of(List<Path> folders) throws IOException {
        return of(folders, true);
    }

    /**
     * Reads a folder with the modes that its files and folders have, as Docker's command line does.
     *
     * @throws IOException if it cannot be read, or holds what is neither file, folder nor link
     */
    public static ContextTar asItIs(Path folder) throws IOException {
        return of(List.of(folder), false);
    }

    private static ContextTar of(List<Path> folders, boolean reduced) throws IOException {
        NavigableMap<String, ContextSource> sources = new TreeMap<>();
        for (Path folder : folders) {
            Files.walkFileTree(folder, new ContextWalk(folder, reduced, (path, source) -> put(sources, path, source)));
        }
        return new ContextTar(sources);
    }

    /**
     * Made of nothing but the given files.
     *
     * @param contents by path relative to the context, with forward slashes
     */
    public static ContextTar of(Map<String, byte[]> contents) {
        return new ContextTar(new TreeMap<>()).with(contents);
    }

    /** One file under a name of its own. */
    static ContextTar ofFile(Path file, String name) throws IOException {
        NavigableMap<String, ContextSource> sources = new TreeMap<>();
        Path absolute = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(absolute.getParent(), "a file lies in a folder");
        put(
                sources,
                name,
                ContextWalk.source(folder, absolute, Files.readAttributes(file, BasicFileAttributes.class), true));
        return new ContextTar(sources);
    }

    /**
     * With some files replaced, which keep their modes, or added.
     *
     * @param contents by path relative to the context, with forward slashes
     */
    public ContextTar with(Map<String, byte[]> contents) {
        return with(contents, this::modeOf, ContextSource.TIME);
    }

    /**
     * As {@link #with(Map)}, with the time of now: who goes by whether a file is newer than what was made of it is right to.
     *
     * @param contents by path relative to the context, with forward slashes
     */
    public ContextTar edited(Map<String, byte[]> contents) {
        return with(contents, this::modeOf, FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    private int modeOf(String path) {
        return Optional.ofNullable(sources.get(path))
                .filter(source -> !(source instanceof ContextSource.Folder))
                .filter(source -> !(source instanceof ContextSource.Link))
                .map(ContextSource::mode)
                .orElse(Modes.FILE);
    }

    /**
     * With some files replaced or added.
     *
     * @param contents by path relative to the context, with forward slashes
     * @param modes permission bits of each
     */
    public ContextTar with(Map<String, byte[]> contents, ToIntFunction<String> modes) {
        return with(contents, modes, ContextSource.TIME);
    }

    private ContextTar with(Map<String, byte[]> contents, ToIntFunction<String> modes, FileTime time) {
        NavigableMap<String, ContextSource> changed = new TreeMap<>(sources);
        contents.forEach((path, content) ->
                put(changed, path, new ContextSource.Memory(content.clone(), modes.applyAsInt(path), time)));
        return new ContextTar(changed);
    }

    /**
     * With other permission bits of some folders; of those alone that are there.
     *
     * @param modes by path relative to the context, with forward slashes
     */
    public ContextTar withFolderModes(Map<String, Integer> modes) {
        NavigableMap<String, ContextSource> changed = new TreeMap<>(sources);
        modes.forEach((path, mode) -> changed.computeIfPresent(
                path,
                (at, source) -> source instanceof ContextSource.Folder ? new ContextSource.Folder(mode) : source));
        return new ContextTar(changed);
    }

    /**
     * Without what is excluded; a folder stays as long as something in it does.
     *
     * @param excluded told paths relative to the context, with forward slashes
     * @param always paths that are sent even if excluded, such as the Dockerfile's
     */
    public ContextTar without(Predicate<String> excluded, Set<String> always) {
        NavigableMap<String, ContextSource> kept = new TreeMap<>();
        sources.forEach((path, source) -> {
            if (always.contains(path) || !excluded.test(path)) {
                // Parents are there: whatever was put in a folder made it one.
                parents(path).forEach(parent -> kept.put(parent, Objects.requireNonNull(sources.get(parent))));
                kept.put(path, source);
            }
        });
        return new ContextTar(kept);
    }

    /** Puts something at a path; what stood there, or stood as a file where a parent has to be, gives way. */
    private static void put(NavigableMap<String, ContextSource> sources, String path, ContextSource source) {
        for (String parent : parents(path)) {
            if (!(sources.get(parent) instanceof ContextSource.Folder)) {
                sources.put(parent, ContextSource.FOLDER);
            }
        }
        if (!(source instanceof ContextSource.Folder)) {
            // What lies in a folder that is a file or a link from now on: '0' is the character after '/'.
            sources.subMap(path + "/", path + "0").clear();
        }
        sources.put(path, source);
    }

    /** Outermost first. */
    private static List<String> parents(String path) {
        List<String> parents = new ArrayList<>();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            parents.add(path.substring(0, slash));
        }
        return parents;
    }

    /** Bytes of the files, without the tar's headers. */
    public long bytes() {
        return bytes;
    }

    /** Number of files and links. */
    public int files() {
        return files;
    }

    /** Paths of the files and links, relative to the context, with forward slashes. */
    public Set<String> paths() {
        return fileSizes().keySet();
    }

    /** Bytes of the files and links by their paths, which are relative to the context and have forward slashes. */
    public Map<String, Long> fileSizes() {
        Map<String, Long> sizes = new TreeMap<>();
        sources.forEach((path, source) -> {
            if (!(source instanceof ContextSource.Folder)) {
                sizes.put(path, source.size());
            }
        });
        return Collections.unmodifiableMap(sizes);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (Map.Entry<String, ContextSource> entry : sources.entrySet()) {
            write(tar, entry.getKey(), entry.getValue());
        }
        tar.finish();
        // The stream is the caller's to close.
        out.flush();
    }

    private static void write(TarArchiveOutputStream tar, String path, ContextSource source) throws IOException {
        tar.putArchiveEntry(header(path, source));
        switch (source) {
            case ContextSource.File file -> {
                // Nothing on the way is followed, should it have become a link since the file was found.
                try (InputStream in = NoFollow.open(file.root(), file.file())) {
                    in.transferTo(tar);
                }
            }
            case ContextSource.Memory memory -> tar.write(memory.content());
            case ContextSource.Folder folder -> {}
            case ContextSource.Link link -> {}
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry header(String path, ContextSource source) {
        TarArchiveEntry entry = switch (source) {
            case ContextSource.Folder folder -> new TarArchiveEntry(path + "/", TarConstants.LF_DIR);
            case ContextSource.Link link -> {
                TarArchiveEntry symlink = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
                symlink.setLinkName(link.target());
                yield symlink;
            }
            default -> new TarArchiveEntry(path, TarConstants.LF_NORMAL);
        };
        entry.setSize(source.size());
        entry.setMode(source.mode());
        entry.setLastModifiedTime(source.time());
        entry.setIds(0, 0);
        entry.setNames("", "");
        return entry;
    }
}
