/**
 * The REST API: exercises, submissions, events and verdicts for programs. Knows nothing about pages.
 */
@NullMarked
package dev.drydock.api;

import org.jspecify.annotations.NullMarked;
