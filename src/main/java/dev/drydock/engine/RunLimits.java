package dev.drydock.engine;

/**
 * Limits of one learner's container.
 *
 * @param memoryBytes memory and swap together
 * @param cpus whole or part CPUs
 * @param pids processes and threads
 * @param openFiles soft and hard limit of open files
 * @param shmBytes size of /dev/shm
 * @param logBytes what the engine keeps of its output
 */
public record RunLimits(long memoryBytes, double cpus, int pids, int openFiles, long shmBytes, long logBytes) {}
