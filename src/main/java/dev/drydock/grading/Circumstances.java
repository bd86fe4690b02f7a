package dev.drydock.grading;

import dev.drydock.engine.RunLimits;
import dev.drydock.engine.RunRequest.Capabilities;
import java.util.OptionalLong;

/**
 * How a container of the service is started otherwise than the usual one; the rest stays as it is.
 *
 * @param purpose tells two containers apart that are started alike, such as one that is going to be broken for good
 * @param readOnlyRoot whether the root file system is read-only, with a small tmpfs on /tmp
 * @param capabilities which privileges of root its processes can have
 * @param memoryBytes memory and swap together
 * @param shmBytes size of /dev/shm
 * @param probing how often its own health probe asks it; where it never does, no requests from its start do either
 */
public record Circumstances(
        String purpose,
        boolean readOnlyRoot,
        Capabilities capabilities,
        OptionalLong memoryBytes,
        OptionalLong shmBytes,
        Probing probing) {

    /** How often an image's own health probe runs. */
    public enum Probing {
        /** As the image says. */
        AS_DECLARED,
        /** Much more often, for who wants to know what it says; it costs as much as many requests. */
        OFTEN,
        NEVER
    }

    /** As usual, in a container of its own. */
    public static Circumstances usual(String purpose) {
        return usual(purpose, Probing.AS_DECLARED);
    }

    /** As usual, to see what the health probe says. */
    public static Circumstances probedOften(String purpose) {
        return usual(purpose, Probing.OFTEN);
    }

    private static Circumstances usual(String purpose, Probing probing) {
        return new Circumstances(
                purpose, false, Capabilities.USUAL, OptionalLong.empty(), OptionalLong.empty(), probing);
    }

    /** As usual, and left alone until a check asks it: the one container for all checks that say no more. */
    public static Circumstances leftAlone() {
        return leftAlone("left alone");
    }

    /** As usual, and left alone until a check asks it. */
    public static Circumstances leftAlone(String purpose) {
        return usual(purpose, Probing.NEVER);
    }

    public static Circumstances withReadOnlyRoot() {
        return new Circumstances(
                "read-only root",
                true,
                Capabilities.USUAL,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Probing.AS_DECLARED);
    }

    public static Circumstances withoutCapabilities() {
        return new Circumstances(
                "no capabilities",
                false,
                Capabilities.NONE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Probing.AS_DECLARED);
    }

    public static Circumstances withMemory(long bytes) {
        return new Circumstances(
                "memory", false, Capabilities.USUAL, OptionalLong.of(bytes), OptionalLong.empty(), Probing.AS_DECLARED);
    }

    public static Circumstances withShm(long bytes) {
        return new Circumstances(
                "shm", false, Capabilities.USUAL, OptionalLong.empty(), OptionalLong.of(bytes), Probing.AS_DECLARED);
    }

    /** Whether nobody asks it anything by itself. */
    boolean unasked() {
        return probing == Probing.NEVER;
    }

    RunLimits within(RunLimits usual) {
        return new RunLimits(
                memoryBytes.orElse(usual.memoryBytes()),
                usual.cpus(),
                usual.pids(),
                usual.openFiles(),
                shmBytes.orElse(usual.shmBytes()),
                usual.logBytes());
    }
}
