package dev.drydock.dockerfile;

/**
 * Lines of one of the files of a submission.
 *
 * @param file relative to the submission's folder, with forward slashes
 */
public record FileLines(String file, Lines lines) {}
