package dev.drydock.content;

import dev.drydock.text.Nearest;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold between exercise.yaml and the files beside it. */
final class SettingsRules {

    private final YamlFile file;
    private final ExerciseSettings settings;
    private final Path folder;

    SettingsRules(YamlFile file, ExerciseSettings settings, Path folder) {
        this.file = file;
        this.settings = settings;
        this.folder = folder;
    }

    void check(List<Problem> problems) {
        for (int i = 0; i < settings.editable().size(); i++) {
            checkEditable(i, problems);
        }
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < settings.edits().size(); i++) {
            checkEdit(i, names, problems);
        }
        new JobRules(file, settings.jobs(), folder.resolve("context")).check(problems);
        checkNames(
                "questions", settings.questions().stream().map(Questions::name).toList(), problems);
        checkNames("variants", settings.variants().stream().map(Variant::name).toList(), problems);
        for (int i = 0; i < settings.questions().size(); i++) {
            checkBodies("/questions/" + i, settings.questions().get(i), problems);
        }
        for (int i = 0; i < settings.variants().size(); i++) {
            VariantFiles.check(file, "/variants/" + i, settings.variants().get(i), settings, folder, problems);
        }
    }

    private void checkNames(String part, List<String> names, List<Problem> problems) {
        for (int i = 0; i < names.size(); i++) {
            int first = names.indexOf(names.get(i));
            if (first < i) {
                problems.add(file.problem(
                        "/" + part + "/" + i + "/name",
                        "\"" + names.get(i) + "\" stands in line " + file.lineOf("/" + part + "/" + first) + " already",
                        "a name of its own for each",
                        "rename one of them"));
            }
        }
    }

    private void checkBodies(String pointer, Questions questions, List<Problem> problems) {
        for (int i = 0; i < questions.cases().size(); i++) {
            try {
                var unused = new BodyTemplate(questions.cases().get(i).body());
            } catch (BodyTemplate.Unfit unfit) {
                problems.add(file.problem(
                        pointer + "/cases/" + i + "/body" + unfit.pointer(),
                        String.valueOf(unfit.getMessage()),
                        "from and to, oneOf, of and times, or near and spread",
                        "write it in one of these forms"));
            }
        }
    }

    private void checkEditable(int index, List<Problem> problems) {
        String path = settings.editable().get(index);
        String pointer = "/editable/" + index;
        if (!isSafe(path.endsWith("/") ? path.substring(0, path.length() - 1) : path)) {
            problems.add(unsafe(pointer, path));
        } else if (!path.endsWith("/")
                && Files.isDirectory(folder.resolve("context").resolve(path))) {
            problems.add(file.problem(
                    pointer,
                    "\"" + path + "\" is a folder of the context",
                    "a file, or a folder with / at its end",
                    "write \"" + path + "/\""));
        }
    }

    private void checkEdit(int index, Map<String, Integer> names, List<Problem> problems) {
        Edit edit = settings.edits().get(index);
        String pointer = "/edits/" + index;
        Integer first = names.putIfAbsent(edit.name(), index);
        if (first != null) {
            problems.add(file.problem(
                    pointer + "/name",
                    "\"" + edit.name() + "\" is the name of another edit (line " + file.lineOf("/edits/" + first) + ")",
                    "a name of its own for each edit",
                    "rename one of them"));
        }
        checkAddition(edit, pointer, problems);
        checkOnlyWith(edit.raise(), "raise", edit, Edit.How.ADD_REQUIREMENT, "add-requirement", pointer, problems);
        checkLines(edit, pointer, problems);
        checkOnlyWith(
                edit.amongImports(), "amongImports", edit, Edit.How.APPEND_LINES, "append-lines", pointer, problems);
        checkOnlyWith(edit.beside(), "beside", edit, Edit.How.APPEND_LINES, "append-lines", pointer, problems);
        edit.beside().orElse(List.of()).stream()
                .filter(path -> !isSafe(path))
                .forEach(path -> problems.add(unsafe(pointer + "/beside", path)));
        checkOnlyWith(edit.between(), "between", edit, Edit.How.APPEND_LINES, "append-lines", pointer, problems);
        checkOnlyWith(
                edit.kilobytes(), "kilobytes", edit, Edit.How.APPEND_COMMENT, "append-comment", pointer, problems);
        checkFile(edit, pointer, problems);
    }

    private void checkAddition(Edit edit, String pointer, List<Problem> problems) {
        if ((edit.how() == Edit.How.ADD_REQUIREMENT) != edit.add().isPresent()) {
            problems.add(file.problem(
                    pointer,
                    "\"how: " + (edit.add().isPresent() ? "append-comment" : "add-requirement") + "\" with"
                            + (edit.add().isPresent() ? "" : "out") + " \"add\"",
                    "requirements under \"add\" exactly where one is to be added",
                    "write how: add-requirement and add: [six==1.16.0], or leave both out"));
        }
    }

    private void checkOnlyWith(
            Optional<?> value,
            String key,
            Edit edit,
            Edit.How how,
            String written,
            String pointer,
            List<Problem> problems) {
        if (value.isPresent() && edit.how() != how) {
            problems.add(file.problem(
                    pointer + "/" + key,
                    "\"" + key + "\" without \"how: " + written + "\"",
                    key + " only in an edit of this kind",
                    "write how: " + written + ", or leave " + key + " out"));
        }
    }

    private void checkLines(Edit edit, String pointer, List<Problem> problems) {
        boolean written = edit.how() == Edit.How.APPEND_LINES || edit.how() == Edit.How.PREPEND_LINES;
        if (written != edit.lines().isPresent()) {
            problems.add(file.problem(
                    pointer,
                    "\"lines\" " + (edit.lines().isPresent() ? "without" : "is missing beside")
                            + " \"how: append-lines\" or \"prepend-lines\"",
                    "lines exactly where they are to be written",
                    "write how: append-lines and lines: ['# {word}'], or leave both out"));
        }
    }

    private void checkFile(Edit edit, String pointer, List<Problem> problems) {
        if (!isSafe(edit.file())) {
            problems.add(unsafe(pointer + "/file", edit.file()));
        } else if (!Files.isRegularFile(folder.resolve("context").resolve(edit.file()))) {
            problems.add(file.problem(
                    pointer + "/file",
                    "the context has no file \"" + edit.file() + "\"",
                    "a file that exists whatever a learner hands in",
                    Nearest.to(edit.file(), existing())
                            .map(nearest -> "write \"" + nearest + "\", or put the file into context/")
                            .orElse("put it into context/, or correct the name")));
        }
    }

    private List<String> existing() {
        return settings.editable().stream()
                .filter(path -> isSafe(path)
                        && Files.isRegularFile(folder.resolve("context").resolve(path)))
                .toList();
    }

    private Problem unsafe(String pointer, String path) {
        return file.problem(
                pointer,
                "\"" + path + "\" is not a plain path inside the context",
                "a path relative to the context with forward slashes, without \"..\"",
                "write it so");
    }

    private static boolean isSafe(String path) {
        return EntryName.isSafe(path) && !path.contains(":");
    }
}
