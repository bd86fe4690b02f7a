/**
 * The commands in a RUN, with their places in the file: enough of a shell's grammar to tell commands, words, pipes and
 * lists apart. Expands nothing, and takes linear time whatever it is given.
 */
@NullMarked
package dev.drydock.lint.shell;

import org.jspecify.annotations.NullMarked;
