package dev.drydock.grading.jobs;

/**
 * A job under circumstances.
 *
 * @param name under {@code jobs:} in {@code exercise.yaml}
 * @param gpus how many GPUs its container gets
 */
public record JobRequest(String name, int gpus) {

    /** Such as {@code training/2}. */
    String key() {
        return name + "/" + gpus;
    }
}
