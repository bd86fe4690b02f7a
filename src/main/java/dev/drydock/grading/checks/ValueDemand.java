package dev.drydock.grading.checks;

import dev.drydock.text.BoundedText;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What a label or variable has to be: set and not empty, unless more is asked for.
 *
 * @param value exactly this
 * @param matches a regular expression for the whole value
 */
record ValueDemand(Optional<String> value, Optional<String> matches) {

    private static final int LONGEST = 100;

    /** In words, such as {@code is "1"}. */
    String describe() {
        var parts = new StringJoiner(" and ");
        value.ifPresent(wanted -> parts.add("is " + quoted(wanted)));
        matches.ifPresent(pattern -> parts.add("matches " + pattern));
        return parts.length() == 0 ? "is set and not empty" : parts.toString();
    }

    boolean accepts(String actual) {
        return value.map(actual::equals).orElse(matches.isPresent() || !actual.isBlank())
                && matches.map(pattern -> BoundedText.matches(Pattern.compile(pattern), actual))
                        .orElse(true);
    }

    /** What it is, in words; untrusted text is made harmless. */
    static String show(Optional<String> actual) {
        return actual.map(value -> value.isBlank() ? "is empty" : "is " + quoted(value))
                .orElse("is not set");
    }

    private static String quoted(String text) {
        return "\"" + Printable.of(text, LONGEST) + "\"";
    }
}
