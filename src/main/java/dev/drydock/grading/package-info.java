/**
 * Grades a submission: observes it through an engine, runs the checks of a grader and makes a verdict.
 * Knows nothing about servers, databases, queues or people.
 */
@NullMarked
package dev.drydock.grading;

import org.jspecify.annotations.NullMarked;
