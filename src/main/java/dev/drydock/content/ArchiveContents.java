package dev.drydock.content;

import java.io.IOException;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an archive holds, gathered in memory entry by entry; refuses what a submission may not hold. */
final class ArchiveContents {

    private final ExerciseSettings settings;
    private final SubmissionTree tree = new SubmissionTree();
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final SortedMap<String, Integer> modes = new TreeMap<>();
    private int listed;
    private int bytes;

    /** How an entry's content is read. */
    interface Content {

        /**
         * @param atMost bytes; what comes after them does not matter any more
         * @throws ArchiveException if the archive ends before, or is damaged
         */
        byte[] read(int atMost) throws IOException;
    }

    ArchiveContents(ExerciseSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes an entry in.
     *
     * @param rawName as it is written
     * @param content read only if it is a file, and wanted
     * @throws SubmissionException if a submission may not hold it
     */
    void add(byte[] rawName, EntryKind kind, Content content) throws IOException {
        if (++listed >= SubmissionLimits.MAX_LISTED) {
            throw SubmissionLimits.tooMany(SubmissionLimits.MAX_LISTED);
        }
        String path = trimmed(EntryName.decode(rawName));
        boolean folder = kind instanceof EntryKind.Folder;
        if (folder && path.equals(".")) {
            return;
        }
        EntryName.check(path);
        // What follows a sparse file's header cannot be skipped like other content, so that it is not overlooked
        // either.
        if (!(kind instanceof EntryKind.Sparse) && isClutter(folder ? path + "/" : path)) {
            return;
        }
        switch (kind) {
            case EntryKind.Folder(int mode) -> {
                if (tree.addFolder(path) && mode != 0) {
                    modes.put(path, mode);
                }
            }
            case EntryKind.File(OptionalLong size, int mode) -> {
                addFile(path, size, content);
                if (mode != 0 && files.containsKey(path)) {
                    modes.put(path, mode);
                }
            }
            case EntryKind.SymbolicLink(byte[] target) ->
                throw EntryRefusals.symbolicLink(path, EntryName.readable(target));
            case EntryKind.HardLink(byte[] target) -> throw EntryRefusals.hardLink(path, EntryName.readable(target));
            case EntryKind.Sparse() -> throw EntryRefusals.sparse(path);
            case EntryKind.Special(String what) -> throw EntryRefusals.special(path, what);
            case EntryKind.Locked(String why, String mend) -> throw EntryRefusals.locked(path, why, mend);
        }
    }

    /** Many programs write names as {@code ./name}, and folders with a slash at the end. */
    private static String trimmed(String name) {
        String path = name;
        while (path.startsWith("./") && path.length() > 2) {
            path = path.substring(2);
        }
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Clutter wherever the submission's folder begins, which is not known yet. */
    private boolean isClutter(String path) {
        int second = path.indexOf('/') + 1;
        return Clutter.is(path, settings)
                && (Clutter.is(path.substring(0, second), settings) || Clutter.is(path.substring(second), settings));
    }

    private void addFile(String path, OptionalLong size, Content content) throws IOException {
        if (!tree.addFile(path)) {
            return;
        }
        int left = SubmissionLimits.MAX_BYTES - bytes;
        if (size.isPresent() && size.getAsLong() > left) {
            throw SubmissionLimits.tooLarge(path, OptionalLong.of(bytes + size.getAsLong()));
        }
        byte[] read = content.read(left + 1);
        if (read.length > left) {
            throw SubmissionLimits.tooLarge(path, OptionalLong.empty());
        }
        bytes += read.length;
        files.put(path, read);
    }

    /** The files by path inside the submission's folder, sorted; to be asked for when nothing more comes. */
    SortedMap<String, byte[]> files() {
        tree.finish();
        return inRoot(files);
    }

    /** Permission bits of those files and folders that have some, by path inside the submission's folder, sorted. */
    SortedMap<String, Integer> modes() {
        return inRoot(modes);
    }

    private <T> SortedMap<String, T> inRoot(SortedMap<String, T> all) {
        String root = root();
        SortedMap<String, T> inRoot = new TreeMap<>();
        // The folder that is the root is no part of what is in it.
        all.forEach((path, value) -> {
            if (path.startsWith(root) && !Clutter.is(path.substring(root.length()), settings)) {
                inRoot.put(path.substring(root.length()), value);
            }
        });
        return Collections.unmodifiableSortedMap(inRoot);
    }

    /**
     * Where the submission begins: at the top, or in the one folder there is if the Dockerfile lies in that. People often
     * pack their folder from outside.
     */
    private String root() {
        Set<String> tops =
                tree.paths().stream().map(path -> path.split("/", 2)[0]).collect(Collectors.toSet());
        String only = tops.size() == 1 ? tops.iterator().next() + "/" : "";
        return files.containsKey(only + Submission.DOCKERFILE) ? only : "";
    }
}
