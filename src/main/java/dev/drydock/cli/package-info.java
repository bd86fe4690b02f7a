/**
 * The command line: one class a command, behind the launcher {@code ./drydock}.
 * Knows nothing about how a grading works; it reads arguments, calls a feature and prints.
 */
@NullMarked
package dev.drydock.cli;

import org.jspecify.annotations.NullMarked;
