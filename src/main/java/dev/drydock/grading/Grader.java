package dev.drydock.grading;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of checks with points.
 *
 * @param checks in the order in which they are shown
 * @param contentHash digest of the file that it was read from
 */
public record Grader(String id, String title, List<GradedCheck<?>> checks, String contentHash) {

    public Grader {
        checks = List.copyOf(checks);
    }

    /** Points of all checks. */
    public int maxScore() {
        return checks.stream().mapToInt(GradedCheck::points).sum();
    }

    /** As learners are told of it: without what its hidden checks look at. For showing, not for grading. */
    public Grader forLearners() {
        List<GradedCheck<?>> shown = new ArrayList<>();
        checks.forEach(check -> shown.add(check.forLearners()));
        return new Grader(id, title, shown, contentHash);
    }
}
