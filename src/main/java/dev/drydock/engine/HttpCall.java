package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One HTTP request, sent by curl in the sandbox to the container's own address, as a client outside of the container
 * would: what listens on the container's loopback alone does not answer.
 */
final class HttpCall {

    static final int LARGEST_BODY = 1 << 20;
    /** Curl itself allows headers of 300 KiB. */
    private static final int LARGEST_REPLY = LARGEST_BODY + (512 << 10);

    private static final Duration SLACK = Duration.ofSeconds(10);

    /**
     * Standard output is the reply, headers first; standard error is curl's own report, which nothing of the reply gets
     * into. While the connection is refused (7) or reset (56) before an answer began, it tries again. A body is kept in
     * a file, as each try needs it.
     */
    private static final String SCRIPT = """
            end=$(( $(date +%s%3N) + $1 )); largest=$2; with_body=$3; shift 3
            body=
            if [ "$with_body" = yes ]; then
              body=$(mktemp) && trap 'rm -f "$body"' EXIT && cat >"$body"
            fi
            while :; do
              said=$({ curl "$@" ${body:+--data-binary "@$body"} | head -c "$largest" >&3; } 2>&1)
              case $said in
                '000 7 '*|'000 56 '*) if [ "$(date +%s%3N)" -lt "$end" ]; then sleep 0.05; continue; fi ;;
              esac
              break
            done 3>&1
            printf %s "$said" >&2
            """;

    /** Status, curl's exit code, seconds, curl's words. */
    private static final String REPORT = "%{stderr}%{http_code} %{exitcode} %{time_total} %{errormsg}";

    private static final Pattern REPORTED = Pattern.compile("(\\d{3}) (\\d+) ([\\d.]+) ?(.*)", Pattern.DOTALL);

    private final HttpProbe probe;
    private final String address;

    /**
     * @param address IPv4 address of the container
     */
    HttpCall(HttpProbe probe, String address) {
        this.probe = probe;
        this.address = address;
    }

    HttpReply send(SandboxShell shell) {
        Duration limit = probe.patience().plus(probe.timeout()).plus(SLACK);
        byte[] body = probe.body().orElse("").getBytes(StandardCharsets.UTF_8);
        return reply(shell.exec(command(), body, limit));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        command.add(Long.toString(probe.patience().toMillis()));
        command.add(Integer.toString(LARGEST_REPLY));
        command.add(hasBody() ? "yes" : "no");
        command.addAll(curlArguments());
        return command;
    }

    /** An empty body is sent as none, which is the same on the wire but for a length of zero. */
    private boolean hasBody() {
        return probe.body().filter(body -> !body.isEmpty()).isPresent();
    }

    private List<String> curlArguments() {
        List<String> arguments = new ArrayList<>(List.of(
                // First, as it keeps curl from reading a configuration file.
                "-q", "-s", "-i", "-g", "--path-as-is", "--http1.1", "--noproxy", "*", "--proto", "=http"));
        arguments.addAll(List.of("-A", "drydock", "-w", REPORT));
        arguments.addAll(
                List.of("-m", String.format(Locale.ROOT, "%.3f", probe.timeout().toMillis() / 1000.0)));
        arguments.addAll(probe.method().equals("HEAD") ? List.of("--head") : List.of("-X", probe.method()));
        probe.headers().forEach((name, value) -> arguments.addAll(List.of("-H", header(name, value))));
        if (hasBody()) {
            // What curl would add to a body by itself.
            Stream.of("Content-Type", "Expect")
                    .filter(name -> probe.headers().keySet().stream().noneMatch(name::equalsIgnoreCase))
                    .forEach(name -> arguments.addAll(List.of("-H", name + ":")));
        }
        // The service is asked for by the name that a user of a published port would type.
        arguments.addAll(List.of("--connect-to", "::" + address + ":" + probe.port()));
        arguments.add("http://localhost:" + probe.port() + probe.path());
        return arguments;
    }

    private static String header(String name, String value) {
        if (name.startsWith("@") || (name + value).chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("not a header: " + name);
        }
        return value.isEmpty() ? name + ";" : name + ": " + value;
    }

    /** Reads what the script wrote. */
    private HttpReply reply(SandboxShell.Output output) {
        Matcher report = REPORTED.matcher(output.stderr());
        if (!report.matches()) {
            throw new EngineException("The HTTP probe could not be sent: " + output.stderr());
        }
        int status = Integer.parseInt(report.group(1));
        int exit = Integer.parseInt(report.group(2));
        // 23: curl could not write on, as the reply was longer than what is kept of it.
        if (status != 0 && (exit == 0 || exit == 23)) {
            return answer(status, output.stdout(), seconds(report.group(3)));
        }
        return new HttpReply.NoAnswer(reason(exit, report.group(4)));
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9));
    }

    private String reason(int exit, String words) {
        return switch (exit) {
            case 1, 8 -> "port " + probe.port() + " does not speak HTTP";
            case 7 -> "connection refused on port " + probe.port();
            case 18 -> "the connection was closed before the end of the answer";
            case 28 -> "no complete answer within " + probe.timeout().toMillis() / 1000.0 + " seconds";
            case 52 -> "the connection was closed without an answer";
            case 56 -> "the connection was reset";
            default -> words.isEmpty() ? "curl failed with " + exit : words;
        };
    }

    /** Headers of interim answers (1xx) come first and are passed over. */
    private static HttpReply answer(int status, byte[] reply, Duration took) {
        Map<String, String> headers = new HashMap<>();
        int at = 0;
        boolean interim = true;
        while (interim && at < reply.length) {
            headers.clear();
            int end = endOfHeaders(reply, at);
            String head = new String(reply, at, end - at, StandardCharsets.UTF_8);
            head.lines().skip(1).forEach(line -> putHeader(headers, line));
            interim = status / 100 != 1 && head.matches("(?s)HTTP/\\S+ 1\\d\\d.*");
            at = end;
        }
        int length = Math.min(reply.length - at, LARGEST_BODY);
        return new HttpReply.Answer(status, headers, new String(reply, at, length, StandardCharsets.UTF_8), took);
    }

    private static void putHeader(Map<String, String> headers, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /** Index after the empty line; lines may end with LF alone. */
    private static int endOfHeaders(byte[] reply, int from) {
        int lineStart = from;
        for (int i = from; i < reply.length; i++) {
            if (reply[i] == '\n') {
                if (i == lineStart || i == lineStart + 1 && reply[lineStart] == '\r') {
                    return i + 1;
                }
                lineStart = i + 1;
            }
        }
        return reply.length;
    }
}
