package dev.drydock.content.review;

import dev.drydock.content.markdown.MarkdownParts.Part;
import dev.drydock.content.markdown.MarkdownParts.Picture;
import dev.drydock.content.review.ContentReview.Leading;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds links that lead nowhere, and pictures that are not there or say nothing to those who cannot see them. */
final class LinkReview {

    private static final String LESSONS = "/lessons/";
    private static final String EXERCISES = "/exercises/";
    /** A reference whose address is not given anywhere is shown with its brackets. */
    private static final Pattern LEFT_OVER = Pattern.compile("\\][(\\[]");

    private final Map<String, ReviewedText> lessons;
    private final Map<String, ReviewedText> exercises;
    private final Set<String> figures;

    /**
     * @param lessons by id
     * @param exercises by id
     * @param figures addresses of all that exist
     */
    LinkReview(Map<String, ReviewedText> lessons, Map<String, ReviewedText> exercises, Collection<String> figures) {
        this.lessons = Map.copyOf(lessons);
        this.exercises = Map.copyOf(exercises);
        this.figures = Set.copyOf(figures);
    }

    List<Problem> of(ReviewedText text) {
        List<Problem> problems = new ArrayList<>();
        for (Part link : text.parts().links()) {
            wrong(text, link.text())
                    .ifPresent(wrong ->
                            problems.add(text.problem(link.line(), wrong.what(), wrong.expected(), wrong.mend())));
        }
        for (Part prose : text.parts().prose()) {
            if (LEFT_OVER.matcher(prose.text()).find()) {
                problems.add(text.problem(
                        prose.line(),
                        "this link has no address, and is shown with its brackets",
                        "[words](address)",
                        "give it one"));
            }
        }
        text.parts().images().forEach(image -> problems.addAll(of(text, image)));
        return problems;
    }

    /** A reference outside Markdown. */
    Optional<Problem> of(Leading leading) {
        return page("lesson", leading.target(), lessons)
                .map(wrong ->
                        new Problem(leading.file(), leading.line(), wrong.what(), wrong.expected(), wrong.mend()));
    }

    /** What is wrong with a link, wherever it stands. */
    private record Wrong(String what, String expected, String mend) {}

    private Optional<Wrong> wrong(ReviewedText text, String target) {
        if (target.isEmpty()) {
            return Optional.of(new Wrong(
                    "this link would not be shown, as its address is empty or could be dangerous",
                    "an https address, a lesson such as 03-layers-and-cache#order, or exercise:ID",
                    "correct the address"));
        }
        if (target.startsWith("#")) {
            return anchor(text, target.substring(1));
        }
        if (target.startsWith(LESSONS)) {
            return page("lesson", target.substring(LESSONS.length()), lessons);
        }
        if (target.startsWith(EXERCISES)) {
            return page("exercise", target.substring(EXERCISES.length()), exercises);
        }
        return target.startsWith("/")
                ? Optional.of(new Wrong(
                        "there is no page " + target,
                        "a lesson such as 03-layers-and-cache, or exercise:ID",
                        "correct the address"))
                : Optional.empty();
    }

    private static Optional<Wrong> page(String what, String target, Map<String, ReviewedText> pages) {
        String[] parts = target.split("#", 2);
        ReviewedText text = pages.get(parts[0]);
        if (text == null) {
            return Optional.of(unknown(what, parts[0], pages.keySet()));
        }
        return parts.length == 2 ? anchor(text, parts[1]) : Optional.empty();
    }

    private static Optional<Wrong> anchor(ReviewedText text, String anchor) {
        return text.anchors().contains(anchor) || ReviewedText.OF_EVERY_PAGE.contains(anchor)
                ? Optional.empty()
                : Optional.of(unknown("section", anchor, text.anchors()));
    }

    private static Wrong unknown(String what, String name, Collection<String> known) {
        return new Wrong(
                "there is no " + what + " \"" + name + "\"",
                "one of: " + String.join(", ", known.stream().sorted().toList()),
                Nearest.to(name, known)
                        .map(nearest -> "write \"" + nearest + "\"")
                        .orElse("correct the link, or write what it leads to"));
    }

    private List<Problem> of(ReviewedText text, Picture image) {
        List<Problem> problems = new ArrayList<>();
        if (!figures.contains(image.source())) {
            problems.add(text.problem(
                    image.line(),
                    "there is no picture " + image.source(),
                    "a file in the lesson's own figures folder",
                    "draw it, or correct its name"));
        }
        if (image.alternative().isBlank()) {
            problems.add(text.problem(
                    image.line(),
                    "this picture says nothing to those who cannot see it",
                    "![what it shows]("
                            + image.source().substring(image.source().lastIndexOf('/') + 1) + ")",
                    "say in words all that it says"));
        }
        return problems;
    }
}
