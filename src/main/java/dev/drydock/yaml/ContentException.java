package dev.drydock.yaml;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files that an author wrote are wrong: the author's fault, never the learner's or the platform's. */
public final class ContentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param problems all that is wrong, at least one
     */
    public ContentException(List<Problem> problems) {
        super(inReadingOrder(problems).map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = inReadingOrder(problems).toList();
    }

    public ContentException(Problem problem) {
        this(List.of(problem));
    }

    private static Stream<Problem> inReadingOrder(List<Problem> problems) {
        return problems.stream().sorted(Problem.READING_ORDER).distinct();
    }

    /** In the order of the files and their lines. */
    public List<Problem> problems() {
        return problems;
    }
}
