package dev.drydock.grading;

import dev.drydock.content.BatchJob;
import dev.drydock.content.Exercise;
import dev.drydock.engine.Activity;
import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Container;
import dev.drydock.engine.Engine;
import dev.drydock.engine.EngineException;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.jobs.DrawnJob;
import dev.drydock.grading.jobs.JobAnswer;
import dev.drydock.grading.jobs.JobAnswers;
import dev.drydock.grading.jobs.JobRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The jobs that one submission's image is given, each once for all who ask. */
final class Jobs {

    private static final int MOST_RESULT = 64 * 1024;
    private static final int MOST_WATCHED = 50;

    /** Libraries by which a program could ask another driver than the one that the container is given. */
    private static final Pattern DRIVER = Pattern.compile(".*/libcuda\\.so(?:\\.[0-9.]+)?");

    private final Engine engine;
    private final Commands commands;
    private final Exercise exercise;
    private final Supplier<ImageFiles> files;
    private final JobAnswers answers;
    private final RandomGenerator chance;
    private final Map<JobRequest, Memo<JobRun>> runs = new ConcurrentHashMap<>();

    /**
     * @param files of the image, which may not have been built yet
     * @param chance that answers are taken with
     */
    Jobs(
            Engine engine,
            Commands commands,
            Exercise exercise,
            Supplier<ImageFiles> files,
            JobAnswers answers,
            RandomGenerator chance) {
        this.chance = chance;
        this.engine = engine;
        this.commands = commands;
        this.exercise = exercise;
        this.files = files;
        this.answers = answers;
    }

    JobRun result(JobRequest request) {
        return runs.computeIfAbsent(
                        request,
                        one -> new Memo<>(() -> run(exercise.job(one.name()), answers.any(one, chance), one.gpus())))
                .get();
    }

    /** What this image makes of it, where it is the reference solution's. */
    JobAnswer answer(BatchJob job, DrawnJob drawn, int gpus) {
        JobRun run = run(job, new JobAnswer(drawn, 0, Map.of()), gpus);
        run.command().problem().ifPresent(problem -> {
            throw new Unobservable("it cannot be started: " + problem);
        });
        if (!run.command().ended()) {
            throw new EngineException("The reference solution's job " + job.name() + " did not end in time");
        }
        return new JobAnswer(drawn, run.command().exitCode(), run.results());
    }

    private JobRun run(BatchJob job, JobAnswer answer, int gpus) {
        DrawnJob drawn = answer.job();
        Optional<String> program =
                job.program().flatMap(path -> files.get().find(path)).map(Entry::path);
        Map<String, String> results = new HashMap<>();
        List<Event> events = new ArrayList<>();
        CommandResult command = commands.run(
                Command.arguments(drawn.arguments()).with(drawn.environment()).withGpus(gpus),
                JobFiles.of(drawn, files.get()),
                Optional.of(watched(program)),
                container -> {
                    results.putAll(results(drawn, container));
                    events.addAll(events(container));
                });
        return new JobRun(answer, command, results, program, JobRun.forms(program, files.get()), events);
    }

    private List<String> watched(Optional<String> program) {
        List<String> watched = new ArrayList<>(JobRun.forms(program, files.get()));
        files.get()
                .matching(DRIVER.asMatchPredicate())
                .filter(Entry::isFile)
                .map(Entry::path)
                .limit(MOST_WATCHED)
                .forEach(watched::add);
        return watched;
    }

    private Map<String, String> results(DrawnJob drawn, Container container) {
        Map<String, String> results = new HashMap<>();
        drawn.results()
                .forEach(path -> engine.file(container, path, MOST_RESULT)
                        .ifPresent(bytes -> results.put(path, new String(bytes, StandardCharsets.UTF_8))));
        return results;
    }

    private List<Event> events(Container container) {
        if (container.refusal().isPresent()) {
            return List.of();
        }
        Activity activity = engine.activity(container);
        if (!activity.complete()) {
            throw new Unobservable("it started more programs than can be followed");
        }
        return activity.events();
    }
}
