package dev.drydock.content.review;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.lesson.Lessons;
import dev.drydock.content.lesson.Quiz;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Everything that is wrong with the lessons, quizzes and briefs of a content folder, and with what leads to them. */
public final class ContentReview {

    private final List<Problem> problems = new ArrayList<>();
    private final List<Lesson> lessons;
    private final List<Exercise> exercises;
    private final Map<String, ReviewedText> texts = new TreeMap<>();
    private final Map<String, ReviewedText> briefs = new TreeMap<>();
    private final LinkReview links;
    private final NameReview names;

    private ContentReview(Path root, Set<String> kinds) {
        problems.addAll(FolderReview.of(root));
        this.lessons = unlessWrong(() -> Lessons.load(root).all());
        this.exercises = unlessWrong(() -> Exercises.load(root).all());
        Set<String> figures = new TreeSet<>();
        for (Lesson lesson : lessons) {
            texts.put(lesson.id(), ReviewedText.of(lesson));
            figures.addAll(FigureReview.addresses(lesson));
        }
        exercises.forEach(exercise -> briefs.put(exercise.id(), ReviewedText.of(exercise)));
        this.links = new LinkReview(texts, briefs, figures);
        this.names = new NameReview(kinds);
    }

    /**
     * Reads and reviews. What cannot be loaded at all comes first: while lessons or exercises are missing, links to them are
     * not looked at.
     *
     * @param root the folder that holds {@code lessons/} and {@code exercises/}
     * @param kinds of checks that exist, such as {@code user.nonRoot}
     * @param leading what leads to sections of lessons from elsewhere; a {@link ContentException} counts as problems
     * @return in reading order; empty if nothing is wrong
     */
    public static List<Problem> of(Path root, Set<String> kinds, Supplier<List<Leading>> leading) {
        ContentReview review = new ContentReview(root, kinds);
        List<Leading> fromElsewhere = review.unlessWrong(leading);
        boolean complete = review.problems.isEmpty();
        review.exercises.forEach(exercise -> review.review(exercise, complete));
        review.lessons.forEach(lesson -> review.review(lesson, complete));
        if (complete) {
            fromElsewhere.forEach(one -> review.links.of(one).ifPresent(review.problems::add));
        }
        return review.problems.stream().sorted(Problem.READING_ORDER).distinct().toList();
    }

    /**
     * Something that leads to a section of a lesson.
     *
     * @param file where it stands, as messages call it
     * @param line counted from 1; empty where it is no file
     * @param target such as {@code 03-layers-and-cache#order}
     */
    public record Leading(String file, OptionalInt line, String target) {}

    private <T> List<T> unlessWrong(Supplier<List<T>> all) {
        try {
            return all.get();
        } catch (ContentException wrong) {
            problems.addAll(wrong.problems());
            return List.of();
        }
    }

    private void review(Exercise exercise, boolean complete) {
        review(Objects.requireNonNull(briefs.get(exercise.id())), complete);
    }

    private void review(Lesson lesson, boolean complete) {
        ReviewedText text = Objects.requireNonNull(texts.get(lesson.id()));
        review(text, complete);
        problems.addAll(names.of(lesson));
        problems.addAll(TextReview.ofLesson(text));
        problems.addAll(FigureReview.of(lesson, text));
        problems.addAll(ExampleReview.of(lesson, text));
        problems.addAll(DataReview.of(lesson));
        lesson.quiz()
                .ifPresentOrElse(
                        quiz -> review(lesson, text, quiz, complete),
                        () -> problems.add(
                                text.problem(1, "the lesson has no quiz", "a quiz.yaml beside it", "write one")));
    }

    private void review(ReviewedText text, boolean complete) {
        if (complete) {
            problems.addAll(links.of(text));
        }
        problems.addAll(names.of(text));
        problems.addAll(TextReview.of(text));
    }

    private void review(Lesson lesson, ReviewedText text, Quiz quiz, boolean complete) {
        String name = "lessons/" + lesson.id() + "/quiz.yaml";
        YamlFile file = YamlFile.read(lesson.folder().resolve("quiz.yaml"), name);
        problems.addAll(QuizReview.of(file, quiz));
        for (int i = 0; i < quiz.questions().size(); i++) {
            QuizTexts.of("/questions/" + i, quiz.questions().get(i))
                    .forEach((pointer, markdown) -> review(text.with(name, file.lineOf(pointer), markdown), complete));
        }
    }
}
