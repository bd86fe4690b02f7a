package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file that was broken breaks the service: what answers otherwise is really made of it. */
@AutoService(Check.class)
public final class FilesNeeded implements Check<FilesNeeded.Parameters> {

    /** Whoever passes on to a service that is not there says so with an error, as 502. */
    private static final int FIRST_REFUSAL = 400;

    /**
     * Parameters.
     *
     * @param edit that breaks the file
     * @param path of a request that the service answers as long as it works
     * @param means what it means if it is answered, for learners
     * @param seconds for which it is asked; as long as a start may take, if left out
     * @param errors whether a status from 400 on is an answer as well
     */
    public record Parameters(
            @Key(value = "Name of an edit in exercise.yaml after which whatever reads the file stops.", min = 1)
            String edit,

            @Key(
                    value = "Path and query of a GET that the service answers.",
                    pattern = "/.*",
                    patternMeans = "a path that begins with a slash")
            String path,

            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port,

            @Key(value = "What it means if it is answered, as the end of a sentence for learners.", min = 1)
            Optional<String> means,

            @Key(value = "Seconds for which it is asked; as long as a start may take, if left out.", min = 1, max = 180)
            Optional<Integer> seconds,

            @Key(
                    "Whether a status from 400 on is an answer as well; if left out, it may come from what passes requests on to a service that is gone.")
            Optional<Boolean> errors) {

        private boolean isAnswer(int status) {
            return status < FIRST_REFUSAL || errors.orElse(false);
        }

        Request request() {
            return Request.get(path, port);
        }
    }

    @Override
    public String kind() {
        return "files.needed";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Something other than this file answers: look at what runs before it, such as sitecustomize.py, at PYTHONPATH, and at "
                + "what the start command really names.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#cmd";
    }

    @Override
    public Moment moment() {
        return Moment.REBUILT;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Rebuild rebuild = seen.rebuild(parameters.edit());
        String file = String.join(", ", rebuild.edited());
        String expected = "with " + file + " broken, so that whatever reads it stops, "
                + parameters.request().describe() + " is not answered";
        if (rebuild.image().isEmpty()) {
            return Finding.passed(expected, "the image does not even build");
        }
        return Asking.until(
                        seen.rebuilt(parameters.edit()),
                        parameters.request(),
                        parameters.seconds().map(Duration::ofSeconds).orElseGet(seen::startupTime),
                        answer -> parameters.isAnswer(answer.status()))
                .map(answer -> Finding.failed(
                        expected,
                        "status " + answer.status(),
                        "The image was built once more with " + file
                                + " broken, so that whatever reads it stops, and the service answered all the same: "
                                + (answer.status() < FIRST_REFUSAL
                                        ? parameters.means().orElse("what answers is another program.")
                                        : "an error page stands in for the service, so that the container looks alive."),
                        lines(rebuild, seen)))
                .orElseGet(() -> Finding.passed(expected, "not answered"));
    }

    /**
     * What put something else in the file's place, in whatever stage; or brought a module that Python loads before any program;
     * without either, what says which program runs.
     */
    private static List<Lines> lines(Rebuild rebuild, Observations seen) {
        List<Lines> replaced = rebuild.edited().stream()
                .flatMap(file -> seen.placesOf(file).stream())
                .flatMap(path -> rebuild.image().stream().flatMap(image -> seen.files(image).at(path).stream()))
                .flatMap(entry -> seen.layerInstruction(entry.layer()).stream())
                .filter(step -> step.keyword().equals("RUN"))
                .map(Instruction::lines)
                .distinct()
                .toList();
        if (!replaced.isEmpty()) {
            return replaced;
        }
        boolean arrived =
                rebuild.arrival().arrived() && rebuild.arrival().stale().isEmpty();
        List<Lines> kept = arrived ? List.of() : keepers(rebuild, seen);
        if (!kept.isEmpty()) {
            return kept;
        }
        List<Lines> brought = Starting.modulesOfItsOwn(seen);
        return brought.isEmpty() ? Starting.linesWithoutCode(seen) : brought;
    }

    /** Steps that name the file, in whatever stage; or without one, those that have a cache mount, which outlives a build. */
    private static List<Lines> keepers(Rebuild rebuild, Observations seen) {
        List<Lines> named = Guilty.runsThatName(seen.dockerfile(), rebuild.edited());
        return named.isEmpty() ? Guilty.runsWithCacheMount(seen.dockerfile()) : named;
    }
}
