package dev.drydock.content.interactive;

import dev.drydock.content.interactive.CudaTable.Result;
import dev.drydock.content.interactive.Invalidations.Change;
import dev.drydock.content.interactive.Invalidations.Timeline;
import dev.drydock.content.interactive.Strategies.Criterion;
import dev.drydock.content.interactive.Strategies.Strategy;
import dev.drydock.content.lesson.Example;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.IgnoreRules;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold between the parts of a file, and between its cases and what is true. */
final class InteractiveRules {

    private InteractiveRules() {}

    /** Each case is what the table's rule says. */
    static List<Problem> cudaDrivers(YamlFile file, CudaTable table) {
        List<Problem> problems = new ArrayList<>();
        unique(
                file,
                "/branches",
                "driver",
                table.branches().stream().map(CudaTable.Branch::driver).toList(),
                problems);
        unique(
                file,
                "/majors",
                "cuda",
                table.majors().stream().map(CudaTable.Major::cuda).toList(),
                problems);
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
        unique(
                file,
                "/files",
                "path",
                cases.files().stream().map(IgnoreCases.File::path).toList(),
                problems);
        unique(
                file,
                "/cases",
                "id",
                cases.cases().stream().map(IgnoreCases.Case::id).toList(),
                problems);
        for (int i = 0; i < cases.cases().size(); i++) {
            IgnoreCases.Case one = cases.cases().get(i);
            try {
                List<String> right = ignored(cases, one);
                if (!right.equals(one.ignored())) {
                    problems.add(file.problem(
                            "/cases/" + i + "/ignored",
                            "these lines keep out other files",
                            right.isEmpty() ? "none" : String.join(", ", right),
                            "correct the list or the lines"));
                }
            } catch (DockerfileException wrong) {
                problems.add(file.problem(
                        "/cases/" + i + "/patterns",
                        "Docker would refuse these lines: " + wrong.getMessage(),
                        "lines of a .dockerignore",
                        "correct them"));
            }
        }
        return problems;
    }

    private static List<String> ignored(IgnoreCases cases, IgnoreCases.Case one) {
        IgnoreRules rules = IgnoreRules.parse(".dockerignore", String.join("\n", one.patterns()));
        return cases.files().stream()
                .map(IgnoreCases.File::path)
                .filter(rules::excludes)
                .sorted()
                .toList();
    }

    /** Timelines are of examples, and what runs again are steps of them. */
    static List<Problem> invalidation(Lesson lesson, YamlFile file, Invalidations data) {
        List<Problem> problems = new ArrayList<>();
        unique(
                file,
                "/timelines",
                "id",
                data.timelines().stream().map(Timeline::id).toList(),
                problems);
        Map<String, Example> examples =
                Example.of(lesson).stream().collect(Collectors.toMap(Example::file, Function.identity()));
        for (int i = 0; i < data.timelines().size(); i++) {
            Timeline timeline = data.timelines().get(i);
            String pointer = "/timelines/" + i;
            unique(
                    file,
                    pointer + "/changes",
                    "id",
                    timeline.changes().stream().map(Change::id).toList(),
                    problems);
            Example example = examples.get(timeline.dockerfile());
            if (example == null) {
                problems.add(file.problem(
                        pointer + "/dockerfile",
                        "there is no example \"" + timeline.dockerfile() + "\"",
                        "one of: " + String.join(", ", new TreeSet<>(examples.keySet())),
                        "write it, or take another"));
            } else {
                reruns(file, pointer, timeline, example, problems);
            }
        }
        return problems;
    }

    private static void reruns(
            YamlFile file, String pointer, Timeline timeline, Example example, List<Problem> problems) {
        List<Integer> steps = example.steps();
        for (int i = 0; i < timeline.changes().size(); i++) {
            if (!steps.containsAll(timeline.changes().get(i).reruns())) {
                problems.add(file.problem(
                        pointer + "/changes/" + i + "/reruns",
                        "not all of these lines are a RUN, COPY or ADD",
                        "some of: " + steps,
                        "correct them"));
            }
        }
    }

    private static void unique(YamlFile file, String list, String key, List<?> names, List<Problem> problems) {
        for (int i = 0; i < names.size(); i++) {
            int first = names.indexOf(names.get(i));
            if (first < i) {
                problems.add(file.problem(
                        list + "/" + i + "/" + key,
                        "\"" + names.get(i) + "\" is there already (line " + file.lineOf(list + "/" + first + "/" + key)
                                + ")",
                        "each once",
                        "rename or remove one of them"));
            }
        }
    }

    /** Each strategy is rated by each criterion. */
    static List<Problem> strategies(YamlFile file, Strategies all) {
        Set<String> criteria =
                all.criteria().stream().map(Criterion::id).collect(Collectors.toCollection(TreeSet::new));
        List<Problem> problems = new ArrayList<>();
        unique(
                file,
                "/criteria",
                "id",
                all.criteria().stream().map(Criterion::id).toList(),
                problems);
        unique(
                file,
                "/strategies",
                "id",
                all.strategies().stream().map(Strategy::id).toList(),
                problems);
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
