package dev.drydock.dockerfile;

/** What is wrong and how to mend it, thrown where the line is not known; whoever knows the line adds it. */
final class Mistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String mend;

    Mistake(String reason, String mend) {
        super(reason + " " + mend, null, false, false);
        this.reason = reason;
        this.mend = mend;
    }

    DockerfileException at(String file, int line) {
        return new DockerfileException(file, line, reason, mend);
    }
}
