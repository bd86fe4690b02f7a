package dev.drydock.engine;

import dev.drydock.engine.StopUnderLoad.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Requests that are under way at the same time, each sent a moment after the one before, and a stop signal once the
 * container has accepted them: a connection that waits in the kernel for a busy server was not accepted by anybody.
 */
final class Volley {

    /** Between one request and the next, and after the last, so that a service that was sent many has read them. */
    private static final Duration APART = Duration.ofMillis(100);

    /** Until the last one is sent: of many, the first ones have to be under way still. */
    private static final Duration MOST_SENDING = Duration.ofMillis(400);

    /** Until all are accepted, or have had the time for it. */
    private static final Duration LONGEST_SENDING = Duration.ofSeconds(25);

    private static final Duration SLACK = Duration.ofSeconds(20);
    private static final byte[] NOTHING = {};

    /** So many ports of its own has each request to be told by; some may still be taken by connections before. */
    private static final int PORTS = 16;

    private static final int FIRST_PORT = 21_000;

    /**
     * Opens a connection that has its answer and stays open, as clients with a pool of connections have them. Sends, waits
     * until each is accepted (or has ended, which proves nothing) or two seconds have passed, creates the file that says so,
     * and prints {@code accepted INDEX} and, in the end, {@code done INDEX SENT ENDED REPORT}, times in microseconds.
     */
    private static final String SEND = """
            export LC_ALL=C
            pid=$1 address=$2 port=$(printf ':%04X' "$3")
            { exec 9<>"/dev/tcp/$address/$3"; } 2>/dev/null &&
              printf 'GET / HTTP/1.1\\r\\nHost: %s:%s\\r\\nUser-Agent: okhttp/4.12.0\\r\\nConnection: Keep-Alive\\r\\n\\r\\n' \\
                "$address" "$3" >&9 && read -r -t 5 -u 9 status
            ready=$4 pause=$5 settle=$6 first=$7 ports=$8 hold=$9; shift 9
            folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
            count=0
            while [ $# -gt 0 ]; do
              words=$1; shift; index=$count; count=$((count + 1)); from=$((first + index * ports))
              (
                sent=${EPOCHREALTIME/./}
                said=$(curl -q "${@:1:words}" -o /dev/null --local-port $from-$((from + ports - 1)) 2>&1)
                echo "done $index $sent ${EPOCHREALTIME/./} $said" >"$folder/$index"
              ) &
              shift "$words"
              sleep "$pause"
            done
            sleep "$settle"
            accepted() {
              cat "/proc/$pid/net/tcp" "/proc/$pid/net/tcp6" 2>/dev/null |
                awk -v port="$port" '$4 == "01" && $10 != 0 && substr($2, length($2) - 4) == port { print substr($3, length($3) - 3) }' |
                while read -r hex; do
                  index=$(( (16#$hex - first) / ports ))
                  [ $((16#$hex)) -lt "$first" ] || [ $index -ge $count ] || echo "accepted $index"
                done
            }
            for try in $(seq 40); do
              accepted >"$folder/accepted"
              ended=$(ls "$folder" | grep -c '^[0-9]')
              [ $(( $(wc -l <"$folder/accepted") + ended )) -lt $count ] || break
              sleep 0.05
            done
            cat "$folder/accepted"
            touch "$ready"
            wait
            # The idle connection, until the service closes it.
            while read -r -t "$hold" -u 9 line; do :; done 2>/dev/null
            cat "$folder"/[0-9]*
            """;

    /** Takes the file away itself: all requests may have ended before it looks. */
    private static final String AWAIT = """
            export LC_ALL=C
            end=$(( ${EPOCHREALTIME/./} + $2 * 1000000 ))
            until [ -e "$1" ]; do
              [ ${EPOCHREALTIME/./} -lt $end ] || exit 1
              sleep 0.02
            done
            rm -f "$1"
            echo "${EPOCHREALTIME/./}"
            """;

    private static final String NOW = "export LC_ALL=C; echo \"${EPOCHREALTIME/./}\"";

    private final SandboxShell shell;
    private final String pid;
    private final String address;
    private final List<HttpProbe> probes;
    private final ClientProfile client;
    private final String ready = "/run/drydock-volley-" + UUID.randomUUID();

    /**
     * @param pid of the container's first process
     * @param address IPv4 address of the container
     * @param probes at least one, all to one port
     */
    Volley(SandboxShell shell, String pid, String address, List<HttpProbe> probes, ClientProfile client) {
        this.client = client;
        this.shell = shell;
        this.pid = pid;
        this.address = address;
        this.probes = List.copyOf(probes);
    }

    StopUnderLoad stop(Stopping stopping) {
        var sending = new FutureTask<>((Callable<List<Sent>>) this::send);
        Thread.ofVirtual().name("volley").start(sending);
        List<String> await = List.of("bash", "-c", AWAIT, "bash", ready, Long.toString(LONGEST_SENDING.toSeconds()));
        SandboxShell.Output awaited = shell.exec(await, NOTHING, LONGEST_SENDING.plus(SLACK));
        if (awaited.exitCode() != 0) {
            throw new EngineException("Requests could not be sent: " + awaited.stderr());
        }
        Instant signalled = instant(text(awaited.stdout()).strip());
        stopping.signal();
        SandboxShell.Output now = shell.exec(List.of("bash", "-c", NOW), NOTHING, SLACK);
        Instant delivered = instant(text(now.stdout()).strip());
        StopOutcome outcome = stopping.await();
        return new StopUnderLoad(outcome, signalled, delivered, result(sending));
    }

    private static List<Sent> result(FutureTask<List<Sent>> sending) {
        try {
            return sending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while requests were under way", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private List<Sent> send() {
        Duration longest =
                probes.stream().map(HttpProbe::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
        Duration share = MOST_SENDING.dividedBy(probes.size());
        Duration pause = share.compareTo(APART) < 0 ? share : APART;
        List<String> command = new ArrayList<>(List.of("bash", "-c", SEND, "bash", pid, address));
        command.addAll(List.of(
                Integer.toString(probes.getFirst().port()),
                ready,
                seconds(pause),
                seconds(APART.minus(pause)),
                Integer.toString(FIRST_PORT),
                Integer.toString(PORTS),
                Long.toString(longest.toSeconds())));
        for (HttpProbe probe : probes) {
            var request = new CurlRequest(probe, address, client);
            List<String> arguments = new ArrayList<>(request.arguments());
            request.body().ifPresent(body -> arguments.addAll(List.of("--data-raw", body)));
            command.add(Integer.toString(arguments.size()));
            command.addAll(arguments);
        }
        Duration most = longest.multipliedBy(2).plus(SLACK);
        return parse(text(shell.exec(command, NOTHING, most).stdout()), probes);
    }

    private static String seconds(Duration time) {
        return Double.toString(time.toMillis() / 1000.0);
    }

    static List<Sent> parse(String printed, List<HttpProbe> probes) {
        Set<Integer> accepted = new HashSet<>();
        Map<Integer, Sent> sent = new HashMap<>();
        for (String line : printed.lines().toList()) {
            String[] words = line.split(" ", 5);
            if (words.length < 2 || !words[1].matches("\\d{1,3}")) {
                // More lines of curl's own words.
                continue;
            }
            int index = Integer.parseInt(words[1]);
            if (words[0].equals("accepted")) {
                accepted.add(index);
            } else if (words[0].equals("done") && words.length == 5) {
                HttpProbe probe = probes.get(index);
                HttpReply reply = CurlReply.read(probe, words[4], new byte[0], 0);
                sent.put(index, new Sent(probe, accepted.contains(index), instant(words[2]), instant(words[3]), reply));
            }
        }
        if (sent.size() != probes.size()) {
            throw new EngineException("Requests could not be sent: " + printed);
        }
        return sent.keySet().stream().sorted().map(sent::get).toList();
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plusNanos(Math.multiplyExact(Long.parseLong(micros), 1_000L));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
