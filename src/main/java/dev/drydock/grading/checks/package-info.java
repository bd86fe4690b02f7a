/**
 * The built-in checks, one a file. A check judges facts that {@link dev.drydock.grading.Observations} made.
 * Knows nothing about how facts are gathered, in which order, or what a check is worth.
 */
@NullMarked
package dev.drydock.grading.checks;

import org.jspecify.annotations.NullMarked;
