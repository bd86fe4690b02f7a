package dev.drydock.lint;

import dev.drydock.dockerfile.Span;
import java.util.Optional;

/**
 * What a rule has to say about one place.
 *
 * @param rule its id
 * @param message what is there and why it matters, in one or two sentences
 * @param mend what to write instead, in one or two sentences
 * @param lesson folder of the lesson that explains it, with the section after a number sign
 * @param span the place
 */
public record LintFinding(
        String rule, Severity severity, String message, String mend, Optional<String> lesson, Span span) {}
