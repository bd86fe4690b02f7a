/** The linter's rules, one a file, named after their ids; {@code docs/lint.md} lists them. */
@NullMarked
package dev.drydock.lint.rules;

import org.jspecify.annotations.NullMarked;
