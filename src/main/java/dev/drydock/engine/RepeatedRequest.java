package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One HTTP request, sent many times by one curl in the sandbox, which passes the replies over. */
final class RepeatedRequest {

    private static final Duration SLACK = Duration.ofSeconds(30);

    /**
     * The configuration comes on standard input. Its address and the place for the reply are repeated, so that curl sends
     * the request anew each time; in a row it ends at the first one without an answer. Each report begins with the status.
     */
    private static final String SCRIPT = "source=$1 to=$2; shift 2\n" + HttpCall.NEIGHBOUR + """
            folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT && cd "$folder" && cat >once || exit 1
            grep -E '^(--url|-o) ' once >again
            { echo ${from:+--interface "\"$from\""}; echo "$3"; cat once
              yes -- "$(cat again)" | head -n "$(( ($1 - 1) * $(wc -l <again) ))"; } >config
            timeout "$2" curl -q -K config 2>reports
            awk '/^[1-9][0-9][0-9] / { count[$1]++ } END { for (status in count) print status, count[status] }' reports
            """;

    /** Otherwise curl waits whether the first connection can take the others too. */
    private static final String AT_ONCE = "--parallel\n--parallel-immediate\n--parallel-max %d";

    private static final String IN_A_ROW = "--fail-early";

    private final HttpProbe probe;
    private final Repetition how;
    private final String address;
    private final ClientProfile client;

    /** @param address IPv4 address of the container */
    RepeatedRequest(HttpProbe probe, Repetition how, String address, ClientProfile client) {
        this.probe = probe;
        this.how = how;
        this.address = address;
        this.client = client;
    }

    /** How many were answered with each status. */
    Map<Integer, Integer> send(SandboxShell shell) {
        List<String> command = List.of(
                "sh",
                "-c",
                SCRIPT,
                "sh",
                CurlRequest.source(client, address),
                address,
                Integer.toString(how.times()),
                Long.toString(Math.max(1, how.time().toSeconds())),
                how.atOnce() ? AT_ONCE.formatted(how.times()) : IN_A_ROW);
        String configuration = new CurlRequest(probe, address, client).configuration("/dev/null");
        SandboxShell.Output output = shell.exec(
                command,
                configuration.getBytes(StandardCharsets.UTF_8),
                how.time().plus(SLACK));
        if (output.exitCode() != 0) {
            throw new EngineException("HTTP probes could not be repeated: " + output.stderr());
        }
        return new String(output.stdout(), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> Integer.valueOf(words[0]), words -> Integer.valueOf(words[1])));
    }
}
