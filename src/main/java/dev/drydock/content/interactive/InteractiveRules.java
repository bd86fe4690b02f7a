package dev.drydock.content.interactive;

import dev.drydock.content.interactive.CudaTable.Result;
import dev.drydock.content.interactive.Strategies.Criterion;
import dev.drydock.content.interactive.Strategies.Strategy;
import dev.drydock.dockerfile.IgnoreRules;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold between the parts of a file, and between its cases and what is true. */
final class InteractiveRules {

    private InteractiveRules() {}

    /** Each case is what the table's rule says. */
    static List<Problem> cudaDrivers(YamlFile file, CudaTable table) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < table.cases().size(); i++) {
            CudaTable.Case one = table.cases().get(i);
            String pointer = "/cases/" + i;
            if (table.branches().stream().noneMatch(branch -> branch.driver() == one.driver())) {
                problems.add(file.problem(
                        pointer + "/driver",
                        "the table has no driver " + one.driver(),
                        "one of its branches",
                        "add the branch, or take another"));
                continue;
            }
            Result right = table.result(one.driver(), one.imageCuda(), one.gpuClass());
            if (right != one.result()) {
                problems.add(file.problem(
                        pointer + "/result",
                        "\"" + word(one.result()) + "\" is not what the rule says of this pair",
                        "\"" + word(right) + "\"",
                        "correct the case or the table"));
            }
        }
        return problems;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Each case keeps out what Docker would keep out. */
    static List<Problem> ignoreCases(YamlFile file, IgnoreCases cases) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < cases.cases().size(); i++) {
            IgnoreCases.Case one = cases.cases().get(i);
            IgnoreRules rules = IgnoreRules.parse(".dockerignore", String.join("\n", one.patterns()));
            Set<String> right = cases.files().stream()
                    .map(IgnoreCases.File::path)
                    .filter(rules::excludes)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!List.copyOf(right).equals(one.ignored())) {
                problems.add(file.problem(
                        "/cases/" + i + "/ignored",
                        "these lines keep out other files",
                        right.isEmpty() ? "none" : String.join(", ", right),
                        "correct the list or the lines"));
            }
        }
        return problems;
    }

    /** Each strategy is rated by each criterion. */
    static List<Problem> strategies(YamlFile file, Strategies all) {
        Set<String> criteria =
                all.criteria().stream().map(Criterion::id).collect(Collectors.toCollection(TreeSet::new));
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < all.strategies().size(); i++) {
            Strategy strategy = all.strategies().get(i);
            if (!strategy.ratings().keySet().equals(criteria)) {
                problems.add(file.problem(
                        "/strategies/" + i + "/ratings",
                        "\"" + strategy.id() + "\" is not rated by the criteria of this file",
                        "one rating for each of " + String.join(", ", criteria),
                        "add what is missing, and remove what is no criterion"));
            }
        }
        return problems;
    }
}
