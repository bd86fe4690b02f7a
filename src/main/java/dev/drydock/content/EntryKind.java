package dev.drydock.content;

import java.util.OptionalLong;

/** What an entry of an archive says that it is. */
sealed interface EntryKind {

    /**
     * @param size in bytes, where it can be relied on
     * @param mode permission bits; 0 where the archive has none
     */
    record File(OptionalLong size, int mode) implements EntryKind {}

    /**
     * @param mode permission bits; 0 where the archive has none
     */
    record Folder(int mode) implements EntryKind {}

    /**
     * @param target as it is written, of unknown encoding
     */
    record SymbolicLink(byte[] target) implements EntryKind {}

    /**
     * @param target as it is written, of unknown encoding
     */
    record HardLink(byte[] target) implements EntryKind {}

    /** A file with holes. */
    record Sparse() implements EntryKind {}

    /**
     * Something that is neither file nor folder.
     *
     * @param what in words, with an article
     */
    record Special(String what) implements EntryKind {}

    /**
     * A file that cannot be read without more than the archive.
     *
     * @param why one sentence
     * @param mend one sentence
     */
    record Locked(String why, String mend) implements EntryKind {}
}
