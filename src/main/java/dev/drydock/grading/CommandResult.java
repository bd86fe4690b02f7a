package dev.drydock.grading;

import java.util.Optional;

/**
 * What a command in a container of the image did.
 *
 * @param ended whether it ended in time; what follows was looked at when it did or the time was up
 * @param output the end of what it wrote to standard output and standard error; untrusted
 * @param problem why it could not be started, empty if it was
 */
public record CommandResult(boolean ended, int exitCode, String output, Optional<String> problem) {}
