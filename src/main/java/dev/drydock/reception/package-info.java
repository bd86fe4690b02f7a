/**
 * Takes in what learners hand in: reads it, refuses at once what can never be built, sees that there is room, and stores it. Knows
 * nothing about HTTP and about how grading works.
 */
@NullMarked
package dev.drydock.reception;

import org.jspecify.annotations.NullMarked;
