/**
 * What learners see and do in a browser: home, lessons, exercises, submissions. Knows nothing about sandboxes and how grading works.
 */
@NullMarked
package dev.drydock.learning;

import org.jspecify.annotations.NullMarked;
