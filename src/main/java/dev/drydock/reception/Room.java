package dev.drydock.reception;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sees that disks do not run full: a database that cannot write any more takes nothing, and answers slowly. */
public final class Room {

    private final List<Path> folders;
    private final long reserve;

    /**
     * @param folders on the disks to look at
     * @param reserve bytes that stay free on each
     */
    public Room(List<Path> folders, long reserve) {
        this.folders = List.copyOf(folders);
        this.reserve = reserve;
    }

    /** Those whose disks are nearly full. */
    public List<Path> full() {
        return folders.stream().filter(this::isFull).toList();
    }

    private boolean isFull(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < reserve;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the disk of " + folder, e);
        }
    }

    /**
     * @throws NoRoomException when a disk is nearly full
     */
    void demand() {
        if (!full().isEmpty()) {
            throw new NoRoomException();
        }
    }
}
