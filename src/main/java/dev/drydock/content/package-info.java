/**
 * Exercises and submissions as folders: loads, validates, lays one over the other.
 * Knows nothing about engines, grading, servers or people.
 */
@NullMarked
package dev.drydock.content;

import org.jspecify.annotations.NullMarked;
