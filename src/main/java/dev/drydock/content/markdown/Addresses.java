package dev.drydock.content.markdown;

import dev.drydock.content.Names;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where links and images of a text lead to, in the words of the server; nowhere, if that could be dangerous. */
final class Addresses {

    private static final String FRAGMENT = "(#[a-z0-9-]+)?";
    private static final Pattern LESSON =
            Pattern.compile("(?:\\.\\./)?([0-9]{2}-" + Names.ID + ")(?:/(?:lesson\\.md)?)?" + FRAGMENT);
    private static final Pattern EXERCISE = Pattern.compile("exercise:(" + Names.ID + ")" + FRAGMENT);
    private static final Pattern SCHEME = Pattern.compile("([^:/?#]*):.*", Pattern.DOTALL);
    /** Browsers drop some of these, and take a backslash for a slash: the address that they see would be another. */
    private static final Pattern DECEPTIVE = Pattern.compile("[\\p{Cntrl}\\\\]");

    private static final Set<String> OF_IMAGES = Set.of("https", "http");
    private static final Set<String> OF_LINKS = Set.of("https", "http", "mailto");

    private final String base;

    Addresses(String base) {
        if (!base.matches("/(?:[a-z0-9-]+/)*")) {
            throw new IllegalArgumentException("a base is a path between slashes: " + base);
        }
        this.base = base;
    }

    /** Where a link leads to; empty if it must not lead there. */
    Optional<String> link(String written) {
        Matcher lesson = LESSON.matcher(written);
        if (lesson.matches()) {
            return Optional.of("/lessons/" + lesson.group(1) + orEmpty(lesson, 2));
        }
        Matcher exercise = EXERCISE.matcher(written);
        if (exercise.matches()) {
            return Optional.of("/exercises/" + exercise.group(1) + orEmpty(exercise, 2));
        }
        return safe(written, OF_LINKS);
    }

    private static String orEmpty(Matcher matcher, int group) {
        return Optional.ofNullable(matcher.group(group)).orElse("");
    }

    /** Where an image comes from; empty if it must not come from there. */
    Optional<String> image(String written) {
        return safe(written, OF_IMAGES);
    }

    private Optional<String> safe(String written, Set<String> schemes) {
        // Two slashes lead to another host by whatever scheme the page has.
        if (written.isBlank() || DECEPTIVE.matcher(written).find() || written.startsWith("//")) {
            return Optional.empty();
        }
        Matcher scheme = SCHEME.matcher(written);
        if (scheme.matches()) {
            return Optional.of(written)
                    .filter(url -> schemes.contains(scheme.group(1).toLowerCase(Locale.ROOT)));
        }
        return Optional.of(written.startsWith("/") || written.startsWith("#") ? written : base + written);
    }
}
