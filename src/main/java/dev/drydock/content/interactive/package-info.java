/**
 * What the interactive parts of lessons show: tables and cases as YAML in a lesson's {@code data/}, each with a schema and
 * rules of its own. Knows nothing about how they are shown.
 */
@NullMarked
package dev.drydock.content.interactive;

import org.jspecify.annotations.NullMarked;
