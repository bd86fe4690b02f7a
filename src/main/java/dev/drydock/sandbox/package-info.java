/**
 * Sandboxes and what they stand on: the pool, the mirror, the base catalogue and their preparation, and sweeping up
 * after processes that were killed. Knows nothing about exercises, checks or verdicts.
 */
@NullMarked
package dev.drydock.sandbox;

import org.jspecify.annotations.NullMarked;
