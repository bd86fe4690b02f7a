package dev.drydock.content.lesson;

import dev.drydock.content.Exercise;
import dev.drydock.content.markdown.Markdown;
import dev.drydock.content.markdown.MarkdownPage;
import dev.drydock.content.markdown.MarkdownPage.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Finds links that lead nowhere and images that are not there. Lessons that are still to be written may be linked to. */
final class LinkReview {

    private static final String LESSONS = "/lessons/";
    private static final String EXERCISES = "/exercises/";

    private final Map<String, MarkdownPage> pages;
    private final Set<String> exercises;
    private final List<String> mistakes = new ArrayList<>();

    LinkReview(Lessons lessons, Collection<String> exercises) {
        this.pages = lessons.all().stream().collect(Collectors.toMap(Lesson::id, Lesson::page));
        this.exercises = Set.copyOf(exercises);
        for (Lesson lesson : lessons.all()) {
            String figures = LESSONS + lesson.id() + "/figures/";
            review(
                    "lessons/" + lesson.id() + "/lesson.md",
                    page(lesson.id()),
                    source -> source.startsWith(figures)
                            && LessonFigures.figure(lesson, source.substring(figures.length()))
                                    .isPresent());
        }
    }

    /** All that were found until now. */
    List<String> mistakes() {
        return mistakes;
    }

    /** Takes a look at a brief. Nothing serves images of exercises. */
    void add(Exercise exercise) {
        MarkdownPage page = new Markdown(EXERCISES + exercise.id() + "/").page(exercise.brief());
        review("exercises/" + exercise.id() + "/brief.md", page, source -> false);
    }

    /**
     * Takes a look at a reference outside Markdown.
     *
     * @param target such as {@code 03-layers-and-cache#order}
     */
    void add(String where, String target) {
        String[] parts = target.split("#", 2);
        if (parts.length == 2 && pages.containsKey(parts[0]) && !hasAnchor(page(parts[0]), parts[1])) {
            mistakes.add(where + ": there is no section " + target);
        }
    }

    private MarkdownPage page(String lesson) {
        return Objects.requireNonNull(pages.get(lesson));
    }

    private static boolean hasAnchor(MarkdownPage page, String anchor) {
        return page.sections().stream().map(Section::id).anyMatch(anchor::equals);
    }

    private void review(String where, MarkdownPage page, Predicate<String> hasImage) {
        Document document = Jsoup.parse(page.html());
        for (Element image : document.select("img")) {
            if (image.attr("alt").isBlank()) {
                mistakes.add(where + ": the image " + image.attr("src") + " has no alternative");
            }
            if (!hasImage.test(image.attr("src"))) {
                mistakes.add(where + ": there is no figure " + image.attr("src"));
            }
        }
        for (String target : document.select("a:not(.anchor)").eachAttr("href")) {
            reviewLink(where, page, target);
        }
    }

    private void reviewLink(String where, MarkdownPage page, String target) {
        if (target.startsWith("#") && !hasAnchor(page, target.substring(1))) {
            mistakes.add(where + ": there is no section " + target);
        } else if (target.startsWith(LESSONS)) {
            add(where, target.substring(LESSONS.length()));
        } else if (target.startsWith(EXERCISES)
                && !exercises.contains(target.substring(EXERCISES.length()).split("#", 2)[0])) {
            mistakes.add(where + ": there is no " + target);
        }
    }
}
