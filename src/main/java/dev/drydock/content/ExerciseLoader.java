package dev.drydock.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one exercise and checks its parts against each other. */
final class ExerciseLoader {

    static final String SETTINGS_FILE = "exercise.yaml";

    /** What checks name under these keys. */
    private static final Map<String, String> NAMED = Map.of("edit", "an edit", "variant", "a variant", "job", "a job");

    private final Path root;
    private final String id;
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    ExerciseLoader(Path root, String id) {
        this.root = root;
        this.id = id;
        this.folder = root.resolve("exercises").resolve(id);
    }

    Exercise load() {
        YamlFile file = YamlFile.read(folder.resolve(SETTINGS_FILE), shown(SETTINGS_FILE));
        ExerciseSettings settings = file.as(ExerciseSettings.class, ContentSchemas.EXERCISE);
        if (!settings.id().equals(id)) {
            problems.add(file.problem(
                    "/id",
                    "\"id\" is \"" + settings.id() + "\", but the folder is \"" + id + "\"",
                    "the same name for both",
                    "rename one of them"));
        }
        checkParts();
        new SettingsRules(file, settings, folder).check(problems);
        String brief = text("brief.md");
        Optional<Set<String>> checks = checks(file, settings);
        Exercise exercise = new Exercise(folder, folder.resolve("context"), settings, brief, wrongSolutions(checks));
        if (problems.isEmpty()) {
            checkSolutions(exercise);
        }
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return exercise;
    }

    /** The exercise's own submissions must be such as it accepts, but for a wrong one that is to be refused. */
    private void checkSolutions(Exercise exercise) {
        checkSolution(exercise, "starter");
        checkSolution(exercise, "solution");
        if (!problems.isEmpty()) {
            // Wrong ones lie over the solution and would only repeat what is wrong with it.
            return;
        }
        exercise.wrongSolutions().stream()
                .filter(wrong -> wrong.expected().outcome().isEmpty())
                .forEach(wrong -> checkSolution(exercise, "wrong/" + wrong.name()));
    }

    private void checkSolution(Exercise exercise, String part) {
        try {
            Submission.of(exercise, folder.resolve(part));
        } catch (SubmissionException refused) {
            problems.add(new Problem(
                    shown(part + refused.file().map(file -> "/" + file).orElse("/")),
                    OptionalInt.empty(),
                    "a learner who handed this in would be refused (" + refused.reason() + ")",
                    "files that exercise.yaml calls editable",
                    "mend the folder, or add the file to \"editable\""));
        }
    }

    private void checkParts() {
        for (String part : List.of("context", "starter", "solution")) {
            if (!Files.isDirectory(folder.resolve(part))) {
                problems.add(missing(part + "/", "a folder", "create it"));
            }
        }
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException unreadable) {
            problems.add(missing(name, "the task in Markdown, as UTF-8", "write it"));
            return "";
        }
    }

    /** Ids of the grader's checks; empty when it has no grader file that could be read. */
    private Optional<Set<String>> checks(YamlFile file, ExerciseSettings settings) {
        Path grader = root.resolve("graders").resolve(settings.grader()).resolve("grader.yaml");
        if (!Files.exists(grader)) {
            problems.add(file.problem(
                    "/grader",
                    "there is no grader \"" + settings.grader() + "\"",
                    "a folder under graders/ with a grader.yaml",
                    nearestGrader(settings.grader())));
            return Optional.empty();
        }
        try {
            Set<String> ids = new HashSet<>();
            for (JsonNode check : YamlFile.read(grader).tree().path("checks")) {
                ids.add(check.path("id").asText());
                checkReference(
                        file,
                        check,
                        "edit",
                        "/edits",
                        settings.edits().stream().map(Edit::name).toList());
                checkReference(
                        file,
                        check,
                        "questions",
                        "/questions",
                        settings.questions().stream().map(Questions::name).toList());
                checkReference(
                        file,
                        check,
                        "variant",
                        "/variants",
                        settings.variants().stream().map(Variant::name).toList());
                List<String> jobs = settings.jobs().stream().map(BatchJob::name).toList();
                checkReference(file, check, "job", "/jobs", jobs);
                check.path("with")
                        .path("jobs")
                        .forEach(job -> checkReference(file, check, job, "a job", "/jobs", jobs));
            }
            return Optional.of(ids);
        } catch (ContentException reportedWithTheGrader) {
            return Optional.empty();
        }
    }

    /** Checks name the exercise's edits, questions, variants and jobs. */
    private void checkReference(YamlFile file, JsonNode check, String key, String part, List<String> known) {
        checkReference(file, check, check.path("with").path(key), NAMED.getOrDefault(key, key), part, known);
    }

    private void checkReference(
            YamlFile file, JsonNode check, JsonNode named, String what, String part, List<String> known) {
        if (named.isTextual() && !known.contains(named.asText())) {
            problems.add(file.problem(
                    part,
                    "the grader's check \"" + check.path("id").asText() + "\" needs " + what + " \"" + named.asText()
                            + "\", which the exercise does not have",
                    what + " for each that the grader names",
                    "add it here, or correct the name in the grader"));
        }
    }

    private String nearestGrader(String name) {
        return Nearest.to(name, names(root.resolve("graders")))
                .map(nearest -> "write \"" + nearest + "\"")
                .orElse("write the grader, or correct its name");
    }

    private List<WrongSolution> wrongSolutions(Optional<Set<String>> checks) {
        List<WrongSolution> wrong = new ArrayList<>();
        for (String name : names(folder.resolve("wrong"))) {
            try {
                wrong.add(wrongSolution(name, checks));
            } catch (ContentException unreadable) {
                problems.addAll(unreadable.problems());
            }
        }
        return wrong;
    }

    private WrongSolution wrongSolution(String name, Optional<Set<String>> checks) {
        Path place = folder.resolve("wrong").resolve(name);
        YamlFile file = YamlFile.read(
                place.resolve(Exercise.EXPECTED_FILE), shown("wrong/" + name + "/" + Exercise.EXPECTED_FILE));
        Expected expected = file.as(Expected.class, ContentSchemas.EXPECTED);
        for (int i = 0; checks.isPresent() && i < expected.fails().size(); i++) {
            String check = expected.fails().get(i);
            if (!checks.get().contains(check)) {
                problems.add(file.problem(
                        "/fails/" + i,
                        "the grader has no check \"" + check + "\"",
                        "one of "
                                + String.join(
                                        ", ", checks.get().stream().sorted().toList()),
                        Nearest.to(check, checks.get())
                                .map(nearest -> "write \"" + nearest + "\"")
                                .orElse("choose one of them")));
            }
        }
        return new WrongSolution(name, place, expected);
    }

    private Problem missing(String part, String expected, String mend) {
        return new Problem(shown(part), OptionalInt.empty(), "it is missing or unreadable", expected, mend);
    }

    private String shown(String part) {
        return "exercises/" + id + "/" + part;
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
