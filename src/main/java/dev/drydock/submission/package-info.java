/**
 * A learner's submission from the moment it is handed in to its verdict: one state machine, kept in the database with files, events
 * and verdict. Knows verdicts, but nothing about sandboxes and how grading works, nor who may see what.
 */
@NullMarked
package dev.drydock.submission;

import org.jspecify.annotations.NullMarked;
