package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Breaks a service at its port, in the container's network namespace, where the container's programs have no say: they lack
 * the capability, and what answers in the service's place is no process of theirs.
 */
final class Outages {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final byte[] NOTHING = {};

    /** Ends by itself, in case nobody ends it. */
    private static final int MOST_SECONDS = 300;

    /**
     * Answers whoever connects to a port that the kernel chooses and that it prints: with a status, or never with 0. One
     * that says nothing keeps nobody waiting.
     */
    private static final String STAND_IN = """
            use IO::Socket::INET;
            my ($status, $seconds, $hex) = @ARGV;
            alarm $seconds;
            $SIG{PIPE} = "IGNORE";
            my $server = IO::Socket::INET->new(LocalAddr => "0.0.0.0", Listen => 64, Proto => "tcp") or die "$@\\n";
            $| = 1;
            print $server->sockport, "\\n";
            my $words = {404 => "Not Found", 503 => "Service Unavailable"}->{$status} // "Internal Server Error";
            my $body = length $hex ? pack "H*", $hex : qq({"detail":"$words"});
            my @kept;
            while (my $client = $server->accept) {
              if (!$status) { push @kept, $client; shift @kept if @kept > 200; next }
              my $ready = "";
              vec($ready, fileno($client), 1) = 1;
              sysread $client, my $request, 65536 if select $ready, undef, undef, 0.5;
              print $client "HTTP/1.1 $status $words\\r\\nserver: uvicorn\\r\\ncontent-type: application/json\\r\\n",
                "content-length: ", length $body, "\\r\\nconnection: close\\r\\n\\r\\n$body";
              close $client;
            }
            """;

    /**
     * Arguments: PID 1, the container, the port, the status or empty to close the port, seconds, the body in hex, and the
     * program. What asks over IPv6 is refused in each case: tables that send such connections elsewhere are not to be had everywhere.
     */
    private static final String BEGIN = """
            pid=$1 container=$2 state=/run/drydock-outage-$2 port=$3
            runs() { grep -q "$container" "/proc/$pid/cgroup" 2>/dev/null; }
            runs || exit 0
            # What has ended meanwhile is broken enough.
            failed() { runs || exit 0; cat "$state.error" >&2; exit 1; }
            inside() { nsenter -t "$pid" -n "$@"; }
            refuse() { inside "$1" -w 5 -I INPUT -p tcp --dport "$port" -j REJECT --reject-with tcp-reset; }
            if [ -n "$4" ]; then
              # Not by the function, whose shell would be what is noted, and outlived by the program.
              nsenter -t "$pid" -n perl -e "$7" "$4" "$5" "$6" </dev/null >"$state" 2>"$state.error" &
              echo $! >"$state.pid"
              for try in $(seq 100); do [ -s "$state" ] && break; sleep 0.05; done
              to=$(cat "$state"); [ -n "$to" ] || failed
              for chain in PREROUTING OUTPUT; do
                inside iptables -w 5 -t nat -I $chain -p tcp --dport "$port" -j REDIRECT --to-ports "$to" || failed
              done
            else
              refuse iptables || failed
            fi
            [ ! -e "/proc/$pid/net/tcp6" ] || refuse ip6tables || failed
            """;

    /** Learners' containers have no rules of their own at their ports, so that ours are those that are there. */
    private static final String END = """
            state=/run/drydock-outage-$2
            stood_in=$(cat "$state.pid" 2>/dev/null) && kill "$stood_in" 2>/dev/null &&
              for try in $(seq 50); do kill -0 "$stood_in" 2>/dev/null || break; sleep 0.02; done
            rm -f "$state" "$state.pid" "$state.error"
            grep -q "$2" "/proc/$1/cgroup" 2>/dev/null || exit 0
            inside() { nsenter -t "$pid" -n "$@"; }
            pid=$1
            for table in iptables ip6tables; do inside $table -w 5 -F INPUT; done
            for chain in PREROUTING OUTPUT; do
              inside iptables -w 5 -t nat -S $chain | sed -n 's/^-A \\(.*--dport '"$3"' .*-j REDIRECT.*\\)/-D \\1/p' |
                while read -r rule; do inside iptables -w 5 -t nat $rule; done
            done
            """;

    private final SandboxShell shell;

    Outages(SandboxShell shell) {
        this.shell = shell;
    }

    /**
     * @param pid of the container's first process
     * @param how not frozen
     * @param body of the answers with an error
     */
    void begin(String pid, String container, Outage how, int port, Optional<String> body) {
        String status = switch (how) {
            case FAILING -> "500";
            case MISSING -> "404";
            case UNAVAILABLE -> "503";
            case SILENT -> "0";
            case CLOSED, FROZEN -> "";
        };
        String hex = HexFormat.of().formatHex(body.orElse("").getBytes(StandardCharsets.UTF_8));
        run(BEGIN, pid, container, Integer.toString(port), status, Integer.toString(MOST_SECONDS), hex, STAND_IN);
    }

    void end(String pid, String container, int port) {
        run(END, pid, container, Integer.toString(port));
    }

    private void run(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        command.addAll(List.of(arguments));
        SandboxShell.Output output = shell.exec(command, NOTHING, LIMIT);
        if (output.exitCode() != 0) {
            throw new EngineException("A port could not be broken or mended: " + output.stderr()
                    + new String(output.stdout(), StandardCharsets.UTF_8));
        }
    }
}
