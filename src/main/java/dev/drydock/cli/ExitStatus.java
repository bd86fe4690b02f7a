package dev.drydock.cli;

/** What the process's exit status means. */
final class ExitStatus {

    static final int PASSED = 0;
    static final int NOT_PASSED = 1;
    /** Wrong usage, or a submission that is refused before building. */
    static final int USAGE = 2;

    static final int PLATFORM = 3;

    private ExitStatus() {}
}
