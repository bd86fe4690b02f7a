/** The linter's findings as text, as JSON and as SARIF. */
@NullMarked
package dev.drydock.lint.report;

import org.jspecify.annotations.NullMarked;
