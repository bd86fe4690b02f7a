package dev.drydock.grading.checks;

import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the image's own health probe asks the service for, as far as its command, or a script that this names, says it in
 * plain words.
 */
final class ProbedPaths {

    private static final Pattern URL = Pattern.compile(
            "https?://(?:\\[[^\\]\\s]*\\]|[^/\\s:'\"]+):(?<port>[^/\\s'\"]+)(?<path>/[^\\s'\"`\\\\;|&<>()]*)");

    /** As in {@code GET /ready HTTP/1.0} and {@code request("GET", "/ready")}. */
    private static final Pattern REQUEST = Pattern.compile("\\bGET['\"]?[\\s,]+['\"]?(?<path>/[^\\s'\"`\\\\]*)");

    private static final long LARGEST_SCRIPT = 64 << 10;

    private static final int SERVER_ERROR = 500;

    private ProbedPaths() {}

    /** The service's own error in answer to that, in words, which no probe is to blame for; empty if there is none. */
    static Optional<String> ownError(Healthcheck probe, RunningService service, Observations seen) {
        if (seen.servicePort().isEmpty()) {
            return Optional.empty();
        }
        int port = seen.servicePort().getAsInt();
        return texts(probe, seen)
                .flatMap(text -> paths(text, port))
                .distinct()
                .flatMap(path -> error(Request.get(path, port), service).stream())
                .findFirst();
    }

    private static Optional<String> error(Request request, RunningService service) {
        return service.http(request.probe(Duration.ZERO, Request.TIMEOUT)) instanceof Answer answer
                        && answer.status() >= SERVER_ERROR
                ? Optional.of(
                        "The service itself answers " + request.describe() + " with status " + answer.status() + ".")
                : Optional.empty();
    }

    private static Stream<String> texts(Healthcheck probe, Observations seen) {
        List<String> words = probe.test();
        Stream<String> scripts = WrittenScripts.named(words, seen)
                .filter(entry -> entry.file().bytes() <= LARGEST_SCRIPT)
                .map(entry -> text(entry, seen));
        return Stream.concat(Stream.of(String.join(" ", words)), scripts);
    }

    private static String text(Entry script, Observations seen) {
        return new String(seen.content(script), StandardCharsets.UTF_8);
    }

    /** Those of another port are the probe's own mistake. */
    private static Stream<String> paths(String text, int port) {
        Stream<String> ofUrls = URL.matcher(text)
                .results()
                .filter(url -> isPort(url.group("port"), port))
                .map(url -> url.group("path"));
        return Stream.concat(ofUrls, REQUEST.matcher(text).results().map(request -> request.group("path")));
    }

    /** What is no number is a variable. */
    private static boolean isPort(String word, int port) {
        return !word.matches("\\d+") || word.equals(Integer.toString(port));
    }
}
