package dev.drydock.engine;

import java.util.regex.Pattern;

/** Whose fault it is that a container cannot be created or started. Where it cannot be told, it is the platform's. */
final class StartFailure {

    /** What an image can ask for in vain before there is a container. */
    private static final Pattern CREATE =
            pattern("no command specified", "working directory", "volume", "mount", "signal", "environment");

    /** More layers than the engine can stack, which it says with status 500. */
    private static final Pattern TOO_DEEP = pattern("max depth exceeded");

    private static final Pattern IN_THE_WAY = pattern("not a directory", "too many levels of symbolic links");

    /** What only shows when it is started: a program or a user that is not there, a path that is no directory. */
    private static final Pattern START =
            pattern("OCI runtime", "unable to find (?:user|group)", "no matching entries", "mount");

    /** What the sandbox cannot do or has run out of, or a limit that is none of the image's making. */
    private static final Pattern PLATFORM = pattern(
            "rlimit",
            "cgroup",
            "memory limit",
            "no space left",
            "cannot allocate memory",
            "resource temporarily unavailable",
            "logging driver",
            "network",
            "CDI",
            "/dev/nvidia");

    private StartFailure() {}

    private static Pattern pattern(String... alternatives) {
        return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE);
    }

    /** Whether the image is why it cannot be created. */
    static boolean ofImageAtCreate(RefusedException refusal) {
        return (refusal.status() == 400 && CREATE.matcher(refusal.reason()).find())
                || TOO_DEEP.matcher(refusal.reason()).find();
    }

    /**
     * Whether the image is why no file can be put into it or read from it: it has a file, or links without end, where a
     * folder is needed.
     */
    static boolean ofImageAtItsFiles(RefusedException refusal) {
        return IN_THE_WAY.matcher(refusal.reason()).find();
    }

    /** Whether the image is why it cannot be started. */
    static boolean ofImageAtStart(RefusedException refusal) {
        return !PLATFORM.matcher(refusal.reason()).find()
                && (refusal.status() == 400 || START.matcher(refusal.reason()).find());
    }
}
