package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One HTTP request, sent by curl in the sandbox, patiently where nothing listens yet. */
final class HttpCall {

    static final int LARGEST_BODY = 1 << 20;
    /** Curl itself allows headers of 300 KiB. */
    private static final int LARGEST_REPLY = LARGEST_BODY + (512 << 10);

    private static final Duration SLACK = Duration.ofSeconds(10);

    /**
     * Gives the network's interface the address that the client asks from, which nobody else has; {@code from} is then
     * what curl has to be told. Without a network, as where the container has ended, the request fails by itself.
     * Standard error is kept for curl's report.
     */
    static final String NEIGHBOUR = """
            from=
            if [ -n "$source" ]; then
              on=$(ip -o route get "$to" 2>/dev/null | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p')
              ip address add "$source/32" dev "$on" 2>/dev/null
              [ -z "$(ip -o address show to "$source" 2>/dev/null)" ] || from="host!$source"
            fi
            """;

    /**
     * Standard output is the reply, headers first; standard error is curl's own report, which nothing of the reply gets
     * into. While the connection is refused (7) or reset (56) before an answer began, it tries again. A body is kept in
     * a file, as each try needs it. First of its options, {@code -q} keeps curl from reading a configuration file.
     */
    private static final String SCRIPT = "source=$1 to=$2; shift 2\n" + NEIGHBOUR + """
            end=$(( $(date +%s%3N) + $1 )); largest=$2; with_body=$3; shift 3
            body=
            if [ "$with_body" = yes ]; then
              body=$(mktemp) && trap 'rm -f "$body"' EXIT && cat >"$body"
            fi
            while :; do
              said=$({ curl -q "$@" ${from:+--interface "$from"} ${body:+--data-binary "@$body"} | head -c "$largest" >&3; } 2>&1)
              case $said in
                '000 7 '*|'000 56 '*) if [ "$(date +%s%3N)" -lt "$end" ]; then sleep 0.05; continue; fi ;;
              esac
              break
            done 3>&1
            printf %s "$said" >&2
            """;

    private final HttpProbe probe;
    private final String address;
    private final ClientProfile client;

    /** @param address IPv4 address of the container */
    HttpCall(HttpProbe probe, String address, ClientProfile client) {
        this.probe = probe;
        this.address = address;
        this.client = client;
    }

    HttpReply send(SandboxShell shell) {
        Duration limit = probe.patience().plus(probe.timeout()).plus(SLACK);
        var request = new CurlRequest(probe, address, client);
        byte[] body = request.body().orElse("").getBytes(StandardCharsets.UTF_8);
        SandboxShell.Output output = shell.exec(command(request), body, limit);
        return CurlReply.read(probe, output.stderr(), output.stdout(), LARGEST_BODY);
    }

    private List<String> command(CurlRequest request) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        command.add(CurlRequest.source(client, address));
        command.add(address);
        command.add(Long.toString(probe.patience().toMillis()));
        command.add(Integer.toString(LARGEST_REPLY));
        command.add(request.body().isPresent() ? "yes" : "no");
        command.addAll(request.arguments());
        return command;
    }
}
