package dev.drydock.sandbox;

import dev.drydock.engine.RunLimits;
import java.time.Duration;

/**
 * Every limit that a submission meets, in one place.
 *
 * @param sandboxMemoryBytes memory and swap together of a sandbox: nested engine, builds and containers
 * @param sandboxCpus CPUs of a sandbox
 * @param sandboxPids processes and threads of a sandbox
 * @param sandboxDiskBytes size of the file system that holds the nested engine's data
 * @param sandboxStart how long a sandbox may take until its engine answers
 * @param buildTime wall-clock time of one build
 * @param buildLogBytes bytes that one build may log
 * @param run limits of a learner's container
 */
public record Limits(
        long sandboxMemoryBytes,
        double sandboxCpus,
        int sandboxPids,
        long sandboxDiskBytes,
        Duration sandboxStart,
        Duration buildTime,
        long buildLogBytes,
        RunLimits run) {

    private static final long MIB = 1024L * 1024;

    /** What is in force unless an operator says otherwise. */
    public static Limits standard() {
        return new Limits(
                3072 * MIB,
                2,
                1200,
                6144 * MIB,
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                16 * MIB,
                new RunLimits(1024 * MIB, 1.5, 256, 4096, 64 * MIB, MIB));
    }
}
