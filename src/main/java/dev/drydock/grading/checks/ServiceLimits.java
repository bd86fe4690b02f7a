package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service is told, when it is started, to end after: a time or a number of requests. */
final class ServiceLimits {

    /** Where uvicorn is told so, and gunicorn, which replaces the workers that it ends. */
    private static final List<String> SETTINGS = List.of("max-requests", "max_requests", "MAX_REQUESTS");

    private static final Pattern REQUESTS = Pattern.compile("(?i)max[-_]requests[= ](?<number>[0-9]{1,7})");

    /** Of uvicorn, which then ends itself; with workers it is another process that does. */
    private static final String ENDS = "--limit-max-requests";

    private static final String ENDS_VARIABLE = "UVICORN_LIMIT_MAX_REQUESTS";
    private static final String WORKERS = "--workers";
    private static final String WORKERS_VARIABLE = "WEB_CONCURRENCY";

    /** How timeout writes a time that is none; each may have a unit. */
    private static final Pattern FOR_EVER = Pattern.compile("(?i)\\+?(0*\\.?0+|inf(inity)?)[smhd]?");

    private static final String TIMEOUT = "timeout";

    /** Its options that take the next word. */
    private static final Set<String> WITH_VALUE = Set.of("-k", "--kill-after", "-s", "--signal");

    /** What is still tried. */
    private static final int MOST_REQUESTS = 20_000;

    private static final int BEYOND = 50;

    private ServiceLimits() {}

    /** Whether it is coreutils' program that ends another when a time is up. */
    static boolean isTimeLimit(ContainerProcess process) {
        return process.commandLine().stream()
                .findFirst()
                .filter(name -> ProcessOne.name(name).equals(TIMEOUT))
                .filter(name -> !FOR_EVER.matcher(time(process.commandLine())).matches())
                .isPresent();
    }

    /** The first word of timeout's that belongs to no option. */
    private static String time(List<String> commandLine) {
        int word = 1;
        while (word < commandLine.size() && commandLine.get(word).startsWith("-")) {
            word += WITH_VALUE.contains(commandLine.get(word)) ? 2 : 1;
        }
        return word < commandLine.size() ? commandLine.get(word) : "";
    }

    /** Whether a first process is itself the server that ends after some requests. */
    static boolean endsAfterRequests(ContainerProcess first) {
        boolean ends = has(first, ENDS) || first.environment().containsKey(ENDS_VARIABLE);
        return ends && !has(first, WORKERS) && !first.environment().containsKey(WORKERS_VARIABLE);
    }

    private static boolean has(ContainerProcess process, String option) {
        return process.commandLine().stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
    }

    /** A few requests more than a process is told to end after, by its command line or its environment; 0 where none is told so. */
    static int beyond(RunningService service) {
        if (!service.state().running()) {
            return 0;
        }
        return service.processes().all().stream()
                .flatMap(process -> Stream.concat(
                        Stream.of(String.join(" ", process.commandLine())),
                        process.environment().entrySet().stream().map(Object::toString)))
                .map(REQUESTS::matcher)
                .filter(Matcher::find)
                .mapToInt(limit -> Integer.parseInt(limit.group("number")))
                .filter(limit -> limit <= MOST_REQUESTS)
                .map(limit -> limit + BEYOND)
                .max()
                .orElse(0);
    }

    /** Where the Dockerfile starts that program. */
    static List<Lines> linesOfTimeLimit(Observations seen) {
        return Guilty.mentioning(seen.dockerfile(), TIMEOUT, "CMD", "ENTRYPOINT");
    }

    /** Where the Dockerfile names a number of requests; where it does not, what starts the service, if learners hand in no code. */
    static List<Lines> lines(Observations seen) {
        return Starting.setting(SETTINGS, seen);
    }
}
