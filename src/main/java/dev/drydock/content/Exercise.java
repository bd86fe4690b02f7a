package dev.drydock.content;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/**
 * An exercise: a task, the files it starts from, and solutions right and wrong.
 *
 * @param folder where it lies
 * @param context the build context that submissions are laid over
 * @param settings what exercise.yaml says
 * @param brief the task in Markdown
 * @param wrongSolutions by name
 */
public record Exercise(
        Path folder, Path context, ExerciseSettings settings, String brief, List<WrongSolution> wrongSolutions) {

    /** Says in a folder of {@code wrong/} how grading it has to end; no part of the submission. */
    static final String EXPECTED_FILE = "expected.yaml";

    public Exercise {
        wrongSolutions = List.copyOf(wrongSolutions);
    }

    public String id() {
        return settings.id();
    }

    public String title() {
        return settings.title();
    }

    /** Whether it only stands for somebody's folder; see {@link PlainFolder}. */
    public boolean isPlainFolder() {
        return context.equals(folder);
    }

    /** What a learner starts from. */
    public Path starter() {
        return folder.resolve("starter");
    }

    /** The reference solution. */
    public Path solution() {
        return folder.resolve("solution");
    }

    /**
     * An edit by its name.
     *
     * @throws NoSuchElementException when there is no such edit
     */
    public Edit edit(String name) {
        return settings.edits().stream()
                .filter(edit -> edit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "exercise " + id() + " has no edit \"" + name + "\", only " + names(settings.edits())));
    }

    /**
     * Questions by their name.
     *
     * @throws NoSuchElementException when there are none
     */
    public Questions questions(String name) {
        return settings.questions().stream()
                .filter(questions -> questions.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new NoSuchElementException("exercise " + id() + " has no questions \"" + name + "\""));
    }

    /**
     * A variant by its name.
     *
     * @throws NoSuchElementException when there is none
     */
    public Variant variant(String name) {
        return settings.variants().stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("exercise " + id() + " has no variant \"" + name + "\""));
    }

    /**
     * The files of a variant, which lie over the context.
     *
     * @param number that takes the place of its placeholder
     * @return by path relative to the context
     */
    public Map<String, byte[]> files(Variant variant, int number) {
        return VariantFiles.read(folder, variant, number);
    }

    /**
     * A job by its name.
     *
     * @throws NoSuchElementException when there is no such job
     */
    public BatchJob job(String name) {
        return settings.jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("exercise " + id() + " has no job \"" + name + "\""));
    }

    /**
     * A wrong solution by its name.
     *
     * @throws UnknownNameException when there is no such wrong solution
     */
    public WrongSolution wrongSolution(String name) {
        return wrongSolutions.stream()
                .filter(wrong -> wrong.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException(
                        "wrong solution of " + id(),
                        name,
                        wrongSolutions.stream().map(WrongSolution::name).toList()));
    }

    /** Digest of everything in its folder: what a result of the publish gate belongs to. */
    public String contentHash() {
        return ContentHash.ofFolder(folder);
    }

    /** What the reference solution is made of and what it is given to do: the same as long as neither changes. */
    public String referenceHash() {
        return ContentHash.ofFolder(context) + ContentHash.ofFolder(solution()) + settings.jobs();
    }

    private static String names(List<Edit> edits) {
        return edits.stream().map(Edit::name).collect(Collectors.joining(", "));
    }
}
