package dev.drydock.grading.checks;

import java.util.List;

/** Joins what was found, but not more of it than a reader wants to see. */
final class Listing {

    private static final int LONGEST = 120;

    private Listing() {}

    /**
     * Such as {@code a, b and 7 more}; each shortened and harmless.
     *
     * @param untrusted what was found, what matters most first
     */
    static String of(List<String> untrusted, int most) {
        String shown = String.join(
                ", ",
                untrusted.stream()
                        .limit(most)
                        .map(text -> Printable.of(text, LONGEST))
                        .toList());
        int left = untrusted.size() - most;
        return left > 0 ? shown + " and " + left + " more" : shown;
    }
}
