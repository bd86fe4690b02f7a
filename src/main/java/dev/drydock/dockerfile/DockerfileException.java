package dev.drydock.dockerfile;

/** A Dockerfile or ignore file that cannot be read: the learner's fault, said so that the learner can mend it. */
public final class DockerfileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String reason;
    private final String mend;

    /**
     * @param file path relative to the submission's folder
     * @param line counted from 1
     * @param reason what is wrong, one sentence without the place
     * @param mend what to write instead
     */
    public DockerfileException(String file, int line, String reason, String mend) {
        super(file + ":" + line + ": " + reason + " " + mend);
        this.file = file;
        this.line = line;
        this.reason = reason;
        this.mend = mend;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public String reason() {
        return reason;
    }

    public String mend() {
        return mend;
    }
}
