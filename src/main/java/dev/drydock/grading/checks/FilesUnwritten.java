package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.stream.Stream;

/** The running service has written no files of a kind into its container. */
@AutoService(Check.class)
public final class FilesUnwritten implements Check<FilesUnwritten.Parameters> {

    private static final int MOST_SHOWN = 3;

    /**
     * Parameters.
     *
     * @param name of the files, in whatever folder, as {@code find -name} takes it
     */
    public record Parameters(
            @Key(
                    value = "Name of the files, in whatever folder; * and ? stand for other characters.",
                    pattern = "[^/]+",
                    patternMeans = "a name without slashes")
            String name) {}

    @Override
    public String kind() {
        return "files.unwritten";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Look into a container that runs, with `docker diff`. A variable of the environment helps only where the program "
                + "takes notice of it: Python started with -E or -I does not.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#variables";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String expected = "the running service has written no " + parameters.name();
        // What is there already was only given another owner or mode.
        List<String> written = started(seen).written(parameters.name()).stream()
                .filter(path -> seen.files().at(path).isEmpty())
                .sorted()
                .toList();
        if (written.isEmpty()) {
            return Finding.passed(expected, "none");
        }
        String shown = Listing.of(written, MOST_SHOWN);
        Finding finding = Finding.failed(
                expected,
                shown,
                "Since it was started, the service has written " + shown
                        + " into its container: each new container writes them again.",
                Stream.concat(Starting.scripts(seen), starting(seen)).distinct().toList());
        // However busy the machine is, it writes nothing into a container.
        return finding.asCertain();
    }

    /** Programs write while they start. */
    private static RunningService started(Observations seen) {
        RunningService service = seen.service();
        seen.servicePort().ifPresent(port -> service.settled(port, seen.startupTime()));
        return service;
    }

    /** Either may hold the option that makes a program take no notice of its environment. */
    private static Stream<Lines> starting(Observations seen) {
        return Stream.of("ENTRYPOINT", "CMD")
                .flatMap(keyword -> seen.dockerfile().inForce(keyword).stream())
                .map(Instruction::lines);
    }
}
