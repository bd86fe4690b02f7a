/**
 * Work that images are given to do: drawn by lot, done by the reference solution, and compared with what a submission made of
 * it. Knows nothing of engines and checks.
 */
@NullMarked
package dev.drydock.grading.jobs;

import org.jspecify.annotations.NullMarked;
