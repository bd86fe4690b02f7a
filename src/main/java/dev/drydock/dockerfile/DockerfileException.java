package dev.drydock.dockerfile;

/** A Dockerfile or ignore file that cannot be read: the learner's fault, said so that the learner can mend it. */
public final class DockerfileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final transient Span span;
    private final String reason;
    private final String mend;

    /**
     * @param file path relative to the submission's folder
     * @param span the guilty part
     * @param reason what is wrong, one sentence without the place
     * @param mend what to write instead
     */
    public DockerfileException(String file, Span span, String reason, String mend) {
        super(file + ":" + span.start().line() + ": " + reason + " " + mend);
        this.file = file;
        this.span = span;
        this.reason = reason;
        this.mend = mend;
    }

    /**
     * In a whole line.
     *
     * @param line counted from 1
     */
    DockerfileException(String file, int line, String reason, String mend) {
        this(file, new Span(new Position(line, 1), new Position(line, 1)), reason, mend);
    }

    public String file() {
        return file;
    }

    /** The guilty part; empty, at a line's first column, where a whole line is meant. */
    public Span span() {
        return span;
    }

    /** Where the guilty part begins, counted from 1. */
    public int line() {
        return span.start().line();
    }

    public String reason() {
        return reason;
    }

    public String mend() {
        return mend;
    }
}
