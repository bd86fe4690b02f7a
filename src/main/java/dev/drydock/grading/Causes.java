package dev.drydock.grading;

import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.LineRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts what follows from a failure below it, so that a cause is told once: checks that were not tried because that one has to
 * hold first, and failures that point at the same line. A hidden check has nothing below it, which would tell what it is.
 */
final class Causes {

    private final Grader grader;
    private final Map<String, CheckResult> placed = new HashMap<>();

    private Causes(Grader grader) {
        this.grader = grader;
    }

    /** @param results one for each of the grader's checks, in its order */
    static List<CheckResult> arrange(Grader grader, List<CheckResult> results) {
        var causes = new Causes(grader);
        results.forEach(result -> causes.placed.put(result.id(), result));
        var arranged = new ArrayList<CheckResult>();
        for (CheckResult result : results) {
            CheckResult below = causes.sameLine(result, arranged)
                    .map(cause -> result.below(cause.id()))
                    .orElse(result);
            causes.placed.put(result.id(), below);
            arranged.add(below);
        }
        return arranged.stream()
                .map(result -> causes.obstacle(result).map(result::below).orElse(result))
                .toList();
    }

    /** The first of the failures before it that point at the same line. */
    private Optional<CheckResult> sameLine(CheckResult result, List<CheckResult> before) {
        return fell(result) && isShown(result) && !result.lines().isEmpty()
                ? before.stream()
                        .filter(other ->
                                fell(other) && isShown(other) && place(other).equals(place(result)))
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<LineRange> place(CheckResult result) {
        return result.lines().stream().findFirst();
    }

    private static boolean fell(CheckResult result) {
        return result.status() == Status.FAILED || result.status() == Status.PARTIAL;
    }

    /** Below what a check that was not tried is told: what has to hold first, or what that one is told below. */
    private Optional<String> obstacle(CheckResult result) {
        if (result.status() != Status.SKIPPED || !isShown(result)) {
            return Optional.empty();
        }
        return needs(result.id()).stream()
                .map(id -> Objects.requireNonNull(placed.get(id)))
                .filter(CheckRunner::prevents)
                .findFirst()
                .filter(Causes::isShown)
                .flatMap(needed -> needed.status() == Status.SKIPPED
                        ? obstacle(needed)
                        : Optional.of(needed.below().orElse(needed.id())));
    }

    private static boolean isShown(CheckResult result) {
        return !result.hidden().orElse(false);
    }

    private List<String> needs(String id) {
        return grader.checks().stream()
                .filter(check -> check.id().equals(id))
                .flatMap(check -> grader.checks().stream().map(GradedCheck::id).filter(check.needs()::contains))
                .toList();
    }
}
