package dev.drydock.grading.jobs;

import java.util.Map;

/**
 * What the reference solution made of a job.
 *
 * @param results texts of the files that it wrote, by path; those that it did not write are missing
 */
public record JobAnswer(DrawnJob job, int exitCode, Map<String, String> results) {

    public JobAnswer {
        results = Map.copyOf(results);
    }
}
