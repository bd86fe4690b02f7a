package dev.drydock.engine;

import dev.drydock.files.NoFollow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Folders laid over one another, packed as one tar: the same bytes for the same files, whenever and wherever they were
 * written. BuildKit keys a COPY by what the headers say, so names are sorted, owners and times fixed, and modes reduced
 * to 0755 and 0644. Symbolic links are packed as links and never followed.
 */
public final class ContextTar implements BuildContext {

    private static final int FILE_MODE = 0644;
    private static final int PROGRAM_MODE = 0755;

    /** By path: forward slashes, none in front. Parents come before what is in them. */
    private final NavigableMap<String, Source> sources;

    private final long bytes;
    private final int files;

    /** What stands at a path. */
    private sealed interface Source {
        record Folder() implements Source {}

        record Link(String target) implements Source {}

        /**
         * @param file relative to the root
         */
        record File(Path root, Path file, long size, boolean program) implements Source {}

        record Memory(byte[] content, boolean program) implements Source {}

        /** Whether it is a file that can be executed. */
        default boolean program() {
            return false;
        }

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

    private ContextTar(NavigableMap<String, Source> sources) {
        this.sources = sources;
        this.bytes = sources.values().stream().mapToLong(Source::size).sum();
        this.files = (int) sources.values().stream()
                .filter(source -> !(source instanceof Source.Folder))
                .count();
    }

    /**
     * Reads the folders' names now and their files' content when the tar is written.
     *
     * @param folders later ones win, file by file
     * @throws IOException if a folder cannot be read, or holds what is neither file, folder nor link
     */
    public static ContextTar of(List<Path> folders) throws IOException {
        NavigableMap<String, Source> sources = new TreeMap<>();
        for (Path folder : folders) {
            Files.walkFileTree(folder, new Collector(folder, sources));
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
        NavigableMap<String, Source> sources = new TreeMap<>();
        Path absolute = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(absolute.getParent(), "a file lies in a folder");
        put(sources, name, Collector.source(folder, absolute, Files.readAttributes(file, BasicFileAttributes.class)));
        return new ContextTar(sources);
    }

    /**
     * With some files replaced, which leaves a program a program, or added.
     *
     * @param contents by path relative to the context, with forward slashes
     */
    public ContextTar with(Map<String, byte[]> contents) {
        NavigableMap<String, Source> changed = new TreeMap<>(sources);
        contents.forEach((path, content) -> {
            Source replaced = sources.get(path);
            boolean program = replaced != null && replaced.program();
            put(changed, path, new Source.Memory(content.clone(), program));
        });
        return new ContextTar(changed);
    }

    /**
     * Without what is excluded; a folder stays as long as something in it does.
     *
     * @param excluded told paths relative to the context, with forward slashes
     * @param always paths that are sent even if excluded, such as the Dockerfile's
     */
    public ContextTar without(Predicate<String> excluded, Set<String> always) {
        NavigableMap<String, Source> kept = new TreeMap<>();
        sources.forEach((path, source) -> {
            if (always.contains(path) || !excluded.test(path)) {
                parents(path).forEach(parent -> kept.put(parent, new Source.Folder()));
                kept.put(path, source);
            }
        });
        return new ContextTar(kept);
    }

    /** Puts something at a path; what stood there, or stood as a file where a parent has to be, gives way. */
    private static void put(NavigableMap<String, Source> sources, String path, Source source) {
        for (String parent : parents(path)) {
            if (!(sources.get(parent) instanceof Source.Folder)) {
                sources.put(parent, new Source.Folder());
            }
        }
        if (!(source instanceof Source.Folder)) {
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
            if (!(source instanceof Source.Folder)) {
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
        for (Map.Entry<String, Source> entry : sources.entrySet()) {
            write(tar, entry.getKey(), entry.getValue());
        }
        tar.finish();
        // The stream is the caller's to close.
        out.flush();
    }

    private static void write(TarArchiveOutputStream tar, String path, Source source) throws IOException {
        tar.putArchiveEntry(header(path, source));
        switch (source) {
            case Source.File file -> {
                // Nothing on the way is followed, should it have become a link since the file was found.
                try (InputStream in = NoFollow.open(file.root(), file.file())) {
                    in.transferTo(tar);
                }
            }
            case Source.Memory memory -> tar.write(memory.content());
            case Source.Folder folder -> {}
            case Source.Link link -> {}
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry header(String path, Source source) {
        TarArchiveEntry entry = switch (source) {
            case Source.Folder folder -> new TarArchiveEntry(path + "/", TarConstants.LF_DIR);
            case Source.Link link -> {
                TarArchiveEntry symlink = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
                symlink.setLinkName(link.target());
                yield symlink;
            }
            default -> new TarArchiveEntry(path, TarConstants.LF_NORMAL);
        };
        entry.setSize(source.size());
        entry.setMode(mode(source));
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        return entry;
    }

    private static int mode(Source source) {
        return switch (source) {
            case Source.Folder folder -> PROGRAM_MODE;
            case Source.Link link -> 0777;
            default -> source.program() ? PROGRAM_MODE : FILE_MODE;
        };
    }

    /** Collects what is in a folder, without following links. */
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final NavigableMap<String, Source> sources;

        Collector(Path root, NavigableMap<String, Source> sources) {
            this.root = root;
            this.sources = sources;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root)) {
                put(sources, relative(folder), new Source.Folder());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            put(sources, relative(file), source(root, file, attributes));
            return FileVisitResult.CONTINUE;
        }

        private String relative(Path path) {
            List<String> names = new ArrayList<>();
            root.relativize(path).forEach(name -> names.add(name.toString()));
            return String.join("/", names);
        }

        private static Source source(Path root, Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink()) {
                return new Source.Link(Files.readSymbolicLink(file).toString());
            }
            if (attributes.isRegularFile()) {
                return new Source.File(root, root.relativize(file), attributes.size(), isProgram(file));
            }
            throw new IOException(file.getFileName() + " is neither a file, a folder nor a link");
        }

        private static boolean isProgram(Path file) throws IOException {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        }
    }
}
