package dev.drydock.lint.shell;

import dev.drydock.dockerfile.SourceText;

/**
 * One word of a command.
 *
 * @param text without quotes and escapes; variables and substitutions are as written
 * @param source how it is written
 * @param plain written without quotes, escapes, variables and substitutions: only such words are a shell's keywords
 */
public record ShellWord(String text, SourceText source, boolean plain) {}
