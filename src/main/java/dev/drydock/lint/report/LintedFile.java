package dev.drydock.lint.report;

import dev.drydock.lint.LintFinding;
import java.util.List;

/**
 * A file and what was found in it.
 *
 * @param name as given on the command line
 * @param text its content, for quoting lines
 */
public record LintedFile(String name, String text, List<LintFinding> findings) {

    public LintedFile {
        findings = List.copyOf(findings);
    }
}
