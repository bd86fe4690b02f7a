package dev.drydock.engine;

import java.util.Optional;

/**
 * One entry of a layer.
 *
 * @param path with a leading slash
 * @param bytes for regular files; a file with several hard links in the layer counts once, at its first path
 * @param mode permission bits, such as 0755
 * @param uid owner inside the container (the user namespace's offset is taken off)
 * @param linkTarget of a symbolic link
 * @param sameFile the same number for all paths of the layer that are hard links to one file; 0 for a file with one path
 */
public record LayerFile(
        String path, Kind kind, long bytes, int mode, int uid, int gid, Optional<String> linkTarget, long sameFile) {

    /** An entry that no other path of its layer is linked to. */
    public LayerFile(String path, Kind kind, long bytes, int mode, int uid, int gid, Optional<String> linkTarget) {
        this(path, kind, bytes, mode, uid, gid, linkTarget, 0);
    }

    /** What an entry is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        /** Hides the path of a lower layer. */
        WHITEOUT,
        /** A directory that hides what lower layers have in it. */
        OPAQUE_DIRECTORY,
        OTHER
    }
}
