package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Many HTTP requests of one client, one after another, sent by one curl in the sandbox. */
final class HttpBatch {

    /** Of a reply, headers included. */
    private static final int LARGEST_REPLY = 64 << 10;

    /** For all requests together. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration SLACK = Duration.ofSeconds(10);

    /**
     * The configuration comes on standard input, the replies leave on standard output, one in base64 on each line, and
     * curl's reports on standard error. The shell counts files in blocks of 512 bytes; curl, which is not killed for a file
     * that grew too large, reports an error (23) instead, and ends: the requests after that one are sent by another curl.
     * The first request without an answer is the last one.
     */
    private static final String SCRIPT = "source=$1 to=$2; shift 2\n" + HttpCall.NEIGHBOUR + """
            folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT && cd "$folder" && cat >config || exit 1
            sed -i "${from:+s/^--url /--interface \\"$from\\"\\n&/}" config
            trap '' XFSZ
            end=$(( $(date +%s) + $3 ))
            while [ -s config ]; do
              left=$(( end - $(date +%s) ))
              [ "$left" -gt 0 ] || break
              # Somewhat later than curl's own time is over, so that it can report.
              ( ulimit -f $(( $2 / 512 )); exec timeout "$((left + 3))" curl -q --fail-early -K config 2>report )
              code=$?
              cat report >>reports
              [ "$code" = 23 ] || break
              awk -v past="$(wc -l <report)" 'rest { print } $0 == "--next" && ++n == past { rest = 1 }' config >rest
              mv rest config
            done
            for n in $(seq "$1"); do
              [ ! -f "$n" ] || base64 -w0 "$n"
              echo
            done
            cat reports >&2
            """;

    private final List<HttpProbe> probes;
    private final String address;
    private final ClientProfile client;

    /** @param address IPv4 address of the container */
    HttpBatch(List<HttpProbe> probes, String address, ClientProfile client) {
        this.probes = List.copyOf(probes);
        this.address = address;
        this.client = client;
    }

    /** The replies in order, up to the first request that got none. */
    List<HttpReply> send(SandboxShell shell) {
        Duration limit = probes.stream().map(HttpProbe::timeout).reduce(Duration.ZERO, Duration::plus);
        Duration time = limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
        List<String> command = List.of(
                "sh",
                "-c",
                SCRIPT,
                "sh",
                CurlRequest.source(client, address),
                address,
                Integer.toString(probes.size()),
                Integer.toString(LARGEST_REPLY),
                Long.toString(time.plusSeconds(1).toSeconds()));
        return replies(shell.exec(command, configuration().getBytes(StandardCharsets.UTF_8), time.plus(SLACK)));
    }

    private String configuration() {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            requests.add(new CurlRequest(probes.get(i), address, client).configuration(Integer.toString(i + 1)));
        }
        return String.join("--next\n", requests);
    }

    private List<HttpReply> replies(SandboxShell.Output output) {
        List<String> bodies =
                new String(output.stdout(), StandardCharsets.US_ASCII).lines().toList();
        List<String> reports = output.stderr().lines().toList();
        if (bodies.size() < probes.size() || reports.isEmpty()) {
            throw new EngineException("HTTP probes could not be sent: " + output.stderr());
        }
        List<HttpReply> replies = new ArrayList<>();
        for (int i = 0; i < Math.min(probes.size(), reports.size()); i++) {
            byte[] reply = Base64.getDecoder().decode(bodies.get(i));
            replies.add(CurlReply.read(probes.get(i), reports.get(i), reply, LARGEST_REPLY));
        }
        return replies;
    }
}
