package dev.drydock.content.review;

import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.lesson.LessonFigures;
import dev.drydock.content.markdown.MarkdownParts.Picture;
import dev.drydock.files.Folders;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Finds drawings that cannot be read in the dark or aloud, that run or fetch something, or that no text shows. */
final class FigureReview {

    private static final int LEAST = 2;
    private static final int MOST_KIBIBYTES = 256;
    private static final Pattern DARK = Pattern.compile("@media\\s*\\(\\s*prefers-color-scheme\\s*:\\s*dark\\s*\\)");
    private static final Pattern FETCHES = Pattern.compile("@import|url\\((?!\\s*[\"']?#)");
    private static final Set<String> ELEMENTS = Set.of("script", "foreignobject", "image", "a", "iframe");

    private final Lesson lesson;
    private final List<Problem> problems = new ArrayList<>();

    private FigureReview(Lesson lesson) {
        this.lesson = lesson;
    }

    /** Addresses of those of a lesson's figures that pages can show, sorted. */
    static Set<String> addresses(Lesson lesson) {
        return names(lesson).stream()
                .filter(name -> LessonFigures.figure(lesson, name).isPresent())
                .map(name -> address(lesson, name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String address(Lesson lesson, String name) {
        return "/lessons/" + lesson.id() + "/figures/" + name;
    }

    private static List<String> names(Lesson lesson) {
        return Folders.names(lesson.folder().resolve("figures"));
    }

    static List<Problem> of(Lesson lesson, ReviewedText text) {
        FigureReview review = new FigureReview(lesson);
        Set<String> shown = text.parts().images().stream().map(Picture::source).collect(Collectors.toSet());
        if (shown.size() < LEAST) {
            review.problems.add(text.problem(
                    1,
                    "the lesson shows " + shown.size() + " pictures",
                    "at least " + LEAST,
                    "draw what says it faster than words"));
        }
        names(lesson).forEach(name -> review.review(name, shown.contains(address(lesson, name))));
        return review.problems;
    }

    private void review(String name, boolean shown) {
        if (LessonFigures.figure(lesson, name).isEmpty()) {
            add(
                    name,
                    "pages cannot show this",
                    "a plain file named by a-z, 0-9 and dashes that ends in .svg, .png or .webp",
                    "rename or replace it");
            return;
        }
        if (!shown) {
            add(name, "no text shows this picture", "one that does", "show it or remove it");
        }
        if (name.endsWith(".svg")) {
            try {
                String file = file(name);
                reviewDrawing(
                        name,
                        new TextFile(lesson.folder().resolve("figures").resolve(name), file)
                                .read("a drawing", MOST_KIBIBYTES));
            } catch (ContentException unreadable) {
                problems.addAll(unreadable.problems());
            }
        }
    }

    private void reviewDrawing(String name, String source) {
        Document drawing = Jsoup.parse(source, "", Parser.xmlParser());
        for (String element : List.of("title", "desc")) {
            if (drawing.select(":root > " + element).text().isBlank()) {
                add(name, "the drawing has no " + element, "a <" + element + "> below <svg>", "write it");
            }
        }
        String style = drawing.select("style").outerHtml();
        if (!DARK.matcher(style).find()) {
            add(
                    name,
                    "the drawing has no colours for the dark",
                    "a style with @media (prefers-color-scheme: dark)",
                    "take the style of another figure");
        }
        if (FETCHES.matcher(style).find() || drawing.getAllElements().stream().anyMatch(FigureReview::doesMore)) {
            add(name, "the drawing holds more than shapes and text", "no scripts, links or images", "take them out");
        }
    }

    private static boolean doesMore(Element element) {
        return ELEMENTS.contains(element.normalName())
                || element.attributes().asList().stream().anyMatch(FigureReview::runsOrFetches);
    }

    private static boolean runsOrFetches(Attribute attribute) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        boolean leadsAway = name.equals("href") || name.endsWith(":href");
        return name.startsWith("on")
                || leadsAway && !attribute.getValue().startsWith("#")
                || FETCHES.matcher(attribute.getValue()).find();
    }

    private String file(String name) {
        return "lessons/" + lesson.id() + "/figures/" + name;
    }

    private void add(String name, String what, String expected, String mend) {
        problems.add(Problem.whole(file(name), what, expected, mend));
    }
}
