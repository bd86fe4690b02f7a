package dev.drydock.engine;

import dev.drydock.files.Modes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Finds what is in a folder, without following links. */
final class ContextWalk extends SimpleFileVisitor<Path> {

    private final Path root;
    private final boolean reduced;
    private final BiConsumer<String, ContextSource> found;

    /**
     * @param reduced whether of modes only counts what is a program
     * @param found told paths relative to the root, with forward slashes
     */
    ContextWalk(Path root, boolean reduced, BiConsumer<String, ContextSource> found) {
        this.root = root;
        this.reduced = reduced;
        this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (!folder.equals(root)) {
            found.accept(
                    relative(folder),
                    reduced
                            ? ContextSource.FOLDER
                            : new ContextSource.Folder(Modes.of(folder).orElse(Modes.FOLDER)));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        found.accept(relative(file), source(root, file, attributes, reduced));
        return FileVisitResult.CONTINUE;
    }

    private String relative(Path path) {
        List<String> names = new ArrayList<>();
        root.relativize(path).forEach(name -> names.add(name.toString()));
        return String.join("/", names);
    }

    static ContextSource source(Path root, Path file, BasicFileAttributes attributes, boolean reduced)
            throws IOException {
        if (attributes.isSymbolicLink()) {
            return new ContextSource.Link(Files.readSymbolicLink(file).toString());
        }
        if (attributes.isRegularFile()) {
            int mode = reduced ? Modes.reduced(Modes.of(file)) : Modes.of(file).orElse(Modes.FILE);
            return new ContextSource.File(root, root.relativize(file), attributes.size(), mode);
        }
        throw new IOException(file.getFileName() + " is neither a file, a folder nor a link");
    }
}
