package dev.drydock.grading;

import dev.drydock.grading.Check.Moment;
import dev.drydock.grading.GraderSettings.CheckSettings;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold between the checks of a grader: unique ids, needs that exist and come before, no circles. */
final class GraderRules {

    private final YamlFile file;
    private final List<CheckSettings> checks;
    private final Checks kinds;
    /** Where each id stands first. */
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    GraderRules(YamlFile file, List<CheckSettings> checks, Checks kinds) {
        this.file = file;
        this.checks = checks;
        this.kinds = kinds;
    }

    void check(List<Problem> problems) {
        for (int i = 0; i < checks.size(); i++) {
            checkId(i, problems);
        }
        for (int i = 0; i < checks.size(); i++) {
            checkNeeds(i, problems);
        }
        checkCircles(problems);
    }

    private void checkId(int index, List<Problem> problems) {
        String id = checks.get(index).id();
        Integer first = indexes.putIfAbsent(id, index);
        if (first != null) {
            problems.add(file.problem(
                    "/checks/" + index + "/id",
                    "\"" + id + "\" is the id of another check (line " + file.lineOf("/checks/" + first + "/id") + ")",
                    "an id of its own for each check",
                    "rename one of them"));
        }
    }

    private void checkNeeds(int index, List<Problem> problems) {
        List<String> needs = checks.get(index).needs();
        for (int i = 0; i < needs.size(); i++) {
            String need = needs.get(i);
            if (!indexes.containsKey(need)) {
                problems.add(file.problem(
                        "/checks/" + index + "/needs/" + i,
                        "there is no check \"" + need + "\"",
                        "one of " + String.join(", ", indexes.keySet()),
                        Nearest.to(need, indexes.keySet())
                                .map(nearest -> "write \"" + nearest + "\"")
                                .orElse("choose one of them")));
            } else if (comesTooEarly(checks.get(indexes.get(need)), checks.get(index))) {
                problems.add(file.problem(
                        "/checks/" + index + "/needs/" + i,
                        "\"" + need + "\" breaks or stops the service or builds without the cache, and \""
                                + checks.get(index).id() + "\" does not wait for that",
                        "checks that spoil nothing for others",
                        "take this need away"));
            }
        }
    }

    /** Whether a check that is needed would spoil something for others, run as early as the one that needs it. */
    private boolean comesTooEarly(CheckSettings needed, CheckSettings needing) {
        Optional<Moment> before = kinds.find(needed.kind()).map(Check::moment);
        Optional<Moment> after = kinds.find(needing.kind()).map(Check::moment);
        return before.isPresent() && after.isPresent() && !before.get().mayBeNeededAt(after.get());
    }

    private void checkCircles(List<Problem> problems) {
        Set<String> harmless = new HashSet<>();
        for (CheckSettings check : checks) {
            List<String> circle = circle(check.id(), new ArrayList<>(), harmless);
            if (!circle.isEmpty()) {
                problems.add(file.problem(
                        "/checks/" + indexes.get(circle.getFirst()) + "/needs",
                        "checks need each other in a circle: " + String.join(" → ", circle),
                        "checks that can be tried one after the other",
                        "take one of these needs away"));
                return;
            }
        }
    }

    /**
     * The first circle that is met when following needs.
     *
     * @param path ids that led here
     * @param harmless ids that are known to lead into no circle
     */
    private List<String> circle(String id, List<String> path, Set<String> harmless) {
        int earlier = path.indexOf(id);
        path.add(id);
        if (earlier >= 0) {
            return List.copyOf(path.subList(earlier, path.size()));
        }
        Integer index = indexes.get(id);
        if (index != null && !harmless.contains(id)) {
            for (String need : checks.get(index).needs()) {
                List<String> circle = circle(need, path, harmless);
                if (!circle.isEmpty()) {
                    return circle;
                }
            }
        }
        path.removeLast();
        harmless.add(id);
        return List.of();
    }
}
