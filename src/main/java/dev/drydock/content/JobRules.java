package dev.drydock.content;

import dev.drydock.content.BatchJob.GivenFile;
import dev.drydock.content.BatchJob.Replacement;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must hold between an exercise's jobs and its context. */
final class JobRules {

    private static final Pattern NAMED = Pattern.compile("\\{(" + Names.ID + ")}");

    private final YamlFile file;
    private final List<BatchJob> jobs;
    private final Path context;

    JobRules(YamlFile file, List<BatchJob> jobs, Path context) {
        this.file = file;
        this.jobs = jobs;
        this.context = context;
    }

    void check(List<Problem> problems) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < jobs.size(); i++) {
            BatchJob job = jobs.get(i);
            String pointer = "/jobs/" + i;
            if (!names.add(job.name())) {
                problems.add(problem(
                        pointer + "/name", "\"" + job.name() + "\" is the name of another job", "another name"));
            }
            checkDrawn(job, pointer, problems);
            for (int j = 0; j < job.files().size(); j++) {
                checkFile(job.files().get(j), pointer + "/files/" + j, problems);
            }
        }
    }

    /** A name that nothing is drawn for would stand in a flag as it is; only texts of ours that look like one are meant. */
    private void checkDrawn(BatchJob job, String pointer, List<Problem> problems) {
        Set<String> drawn = job.draw().stream().map(BatchJob.Draw::name).collect(Collectors.toSet());
        List<String> texts = new ArrayList<>(job.arguments());
        texts.addAll(job.results());
        job.environment().ifPresent(variables -> texts.addAll(variables.values()));
        job.files().forEach(one -> {
            texts.add(one.path());
            one.text().ifPresent(texts::add);
        });
        texts.stream()
                .flatMap(text -> NAMED.matcher(text).results().map(match -> match.group(1)))
                .filter(name -> !drawn.contains(name))
                .findFirst()
                .ifPresent(name ->
                        problems.add(problem(pointer, "nothing is drawn for {" + name + "}", "a name under draw")));
    }

    private void checkFile(GivenFile given, String pointer, List<Problem> problems) {
        if (given.given().isEmpty()) {
            return;
        }
        Optional<String> original = original(given.given().orElseThrow());
        if (original.isEmpty()) {
            problems.add(problem(
                    pointer + "/given",
                    "the context has no file \"" + given.given().orElseThrow() + "\"",
                    "one of its files"));
            return;
        }
        for (Replacement change : given.replace()) {
            long times = Pattern.compile(Pattern.quote(change.text()))
                    .matcher(original.orElseThrow())
                    .results()
                    .map(MatchResult::start)
                    .count();
            if (times != 1) {
                problems.add(problem(
                        pointer + "/replace",
                        "\"" + change.text() + "\" stands in it " + times + " times",
                        "a text that stands there once"));
            }
        }
    }

    private Optional<String> original(String name) {
        Path path = context.resolve(name);
        try {
            return EntryName.isSafe(name) && Files.isRegularFile(path)
                    ? Optional.of(Files.readString(path, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Problem problem(String pointer, String what, String expected) {
        return file.problem(pointer, what, expected, "correct it");
    }
}
