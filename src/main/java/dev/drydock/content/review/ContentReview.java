package dev.drydock.content.review;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.lesson.Lessons;
import dev.drydock.content.lesson.Quiz;
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

/** Everything that is wrong with the lessons, quizzes and briefs of a content folder, and with what leads to them. */
public final class ContentReview {

    private final List<Lesson> lessons;
    private final List<Exercise> exercises;
    private final Map<String, ReviewedText> texts = new TreeMap<>();
    private final LinkReview links;
    private final NameReview names;
    private final List<Problem> problems = new ArrayList<>();

    private ContentReview(Path root, Set<String> kinds) {
        this.lessons = Lessons.load(root).all();
        this.exercises = Exercises.load(root).all();
        Set<String> figures = new TreeSet<>();
        for (Lesson lesson : lessons) {
            texts.put(lesson.id(), ReviewedText.of(lesson));
            figures.addAll(FigureReview.addresses(lesson));
        }
        this.links = new LinkReview(texts, exercises.stream().map(Exercise::id).toList(), figures);
        this.names = new NameReview(kinds);
    }

    /**
     * Reads and reviews.
     *
     * @param root the folder that holds {@code lessons/} and {@code exercises/}
     * @param kinds of checks that exist, such as {@code user.nonRoot}
     * @param leading what leads to sections of lessons from elsewhere
     * @return in reading order; empty if nothing is wrong
     * @throws dev.drydock.yaml.ContentException if something cannot even be loaded
     */
    public static List<Problem> of(Path root, Set<String> kinds, List<Leading> leading) {
        ContentReview review = new ContentReview(root, kinds);
        review.exercises.forEach(review::review);
        review.lessons.forEach(review::review);
        leading.forEach(one -> review.links.of(one).ifPresent(review.problems::add));
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

    private void review(Exercise exercise) {
        reviewText(ReviewedText.of(exercise));
    }

    private void review(Lesson lesson) {
        ReviewedText text = Objects.requireNonNull(texts.get(lesson.id()));
        reviewText(text);
        problems.addAll(TextReview.ofLesson(text));
        problems.addAll(FigureReview.of(lesson, text));
        problems.addAll(ExampleReview.of(lesson, text));
        problems.addAll(DataReview.of(lesson));
        lesson.quiz()
                .ifPresentOrElse(
                        quiz -> review(lesson, quiz),
                        () -> problems.add(
                                text.problem(1, "the lesson has no quiz", "a quiz.yaml beside it", "write one")));
    }

    private void reviewText(ReviewedText text) {
        problems.addAll(links.of(text));
        problems.addAll(names.of(text));
        problems.addAll(TextReview.of(text));
    }

    private void review(Lesson lesson, Quiz quiz) {
        String folder = "lessons/" + lesson.id();
        String name = folder + "/quiz.yaml";
        YamlFile file = YamlFile.read(lesson.folder().resolve("quiz.yaml"), name);
        problems.addAll(QuizReview.of(file, quiz));
        for (int i = 0; i < quiz.questions().size(); i++) {
            QuizTexts.of("/questions/" + i, quiz.questions().get(i))
                    .forEach((pointer, markdown) ->
                            reviewText(ReviewedText.of(Path.of(folder), name, file.lineOf(pointer), markdown)));
        }
    }
}
