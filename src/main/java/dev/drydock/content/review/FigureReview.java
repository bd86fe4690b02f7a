package dev.drydock.content.review;

import dev.drydock.content.lesson.Lesson;
import dev.drydock.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Finds drawings that cannot be read in the dark or aloud, that run something, or that no text shows. */
final class FigureReview {

    private static final int LEAST = 2;

    private FigureReview() {}

    /** Addresses of a lesson's figures on Drydock's pages, sorted. */
    static Set<String> addresses(Lesson lesson) {
        return files(lesson).stream()
                .map(file -> "/lessons/" + lesson.id() + "/figures/" + file.getFileName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> files(Lesson lesson) {
        Path folder = lesson.folder().resolve("figures");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Problem> of(Lesson lesson, ReviewedText text) {
        List<Problem> problems = new ArrayList<>();
        Set<String> shown = text.parts().images().stream()
                .map(image -> image.source().substring(image.source().lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        if (shown.size() < LEAST) {
            problems.add(text.problem(
                    1,
                    "the lesson shows " + shown.size() + " pictures",
                    "at least " + LEAST,
                    "draw what says it faster than words"));
        }
        for (Path file : files(lesson)) {
            String name = "lessons/" + lesson.id() + "/figures/" + file.getFileName();
            if (!shown.contains(String.valueOf(file.getFileName()))) {
                problems.add(problem(name, "no text shows this picture", "one that does", "show it or remove it"));
            }
            if (name.endsWith(".svg")) {
                problems.addAll(drawing(name, file));
            }
        }
        return problems;
    }

    private static List<Problem> drawing(String name, Path file) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Document drawing = Jsoup.parse(source, "", Parser.xmlParser());
        List<Problem> problems = new ArrayList<>();
        for (String element : List.of("title", "desc")) {
            if (drawing.select("svg > " + element).text().isBlank()) {
                problems.add(
                        problem(name, "the drawing has no " + element, "a <" + element + "> below <svg>", "write it"));
            }
        }
        if (!source.contains("prefers-color-scheme: dark")) {
            problems.add(problem(
                    name,
                    "the drawing has no colours for the dark",
                    "a style with @media (prefers-color-scheme: dark)",
                    "take the style of another figure"));
        }
        if (!drawing.select("script, foreignObject, image, a, use[href^=http]").isEmpty()) {
            problems.add(problem(
                    name,
                    "the drawing holds more than shapes and text",
                    "no scripts, links or images",
                    "take them out"));
        }
        return problems;
    }

    private static Problem problem(String file, String what, String expected, String mend) {
        return new Problem(file, OptionalInt.empty(), what, expected, mend);
    }
}
