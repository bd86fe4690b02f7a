package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import java.util.List;

/**
 * Something that keeps an image's CUDA from working.
 *
 * @param text in sentences for learners
 * @param lines of the Dockerfile that brought it about
 */
record GpuComplaint(String text, List<Lines> lines) {}
