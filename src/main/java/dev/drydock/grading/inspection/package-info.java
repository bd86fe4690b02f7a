/**
 * What can be learnt of any Dockerfile, without an exercise: its steps, layers, waste and cache, and what other bases would
 * change. Knows observations and the linter; knows nothing of engines and sandboxes.
 */
@NullMarked
package dev.drydock.grading.inspection;

import org.jspecify.annotations.NullMarked;
