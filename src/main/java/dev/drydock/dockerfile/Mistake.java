package dev.drydock.dockerfile;

import org.jspecify.annotations.Nullable;

/** What is wrong and how to mend it, thrown where the file is not known; whoever knows it adds it. */
final class Mistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String mend;
    private transient @Nullable SourceText source;

    Mistake(String reason, String mend) {
        super(reason + " " + mend, null, false, false);
        this.reason = reason;
        this.mend = mend;
    }

    /** Says which part of the instruction is meant, unless that was said before. */
    Mistake in(SourceText part) {
        if (source == null) {
            source = part;
        }
        return this;
    }

    /** The error for the file: in the part that was named, or else in the whole instruction. */
    DockerfileException at(String file, SourceText instruction) {
        SourceText part = source == null ? instruction : source;
        return new DockerfileException(file, part.span(), reason, mend);
    }

    DockerfileException at(String file, int line) {
        return new DockerfileException(file, line, reason, mend);
    }
}
