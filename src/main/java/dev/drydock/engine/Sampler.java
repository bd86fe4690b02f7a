package dev.drydock.engine;

import dev.drydock.engine.Sampling.Request;
import dev.drydock.engine.Sampling.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Repeats requests to a container by one program in the sandbox, so that many cost little. */
final class Sampler implements Sampling {

    /** For one answer; a service that takes longer to say that it lives is as good as silent. */
    private static final int PATIENCE_SECONDS = 3;

    private static final Duration SLACK = Duration.ofSeconds(20);
    private static final byte[] NOTHING = {};

    /**
     * Prints for each request its index, the microseconds since 1970 of sending it and of its answer, the answer's
     * status, 000 for none, and in base64 the body of the first answer with 503. Little but bash takes part, which knows
     * TCP and the time itself. It cannot give up a connection that nobody accepts, which takes minutes, so each request
     * has a process of its own, which is killed when its time is up. The headers are those of the program that asks such
     * questions in earnest, the kubelet.
     */
    private static final String SCRIPT = """
            export LC_ALL=C; trap '' PIPE
            address=$1 stop=$2 patience=$4; end=$(( ${EPOCHREALTIME/./} + $3 * 1000 )); shift 4
            once() {
              local line rest
              exec 3<>"/dev/tcp/$address/$1" || return
              printf 'GET %s HTTP/1.1\\r\\nHost: %s:%s\\r\\nUser-Agent: kube-probe/1.30\\r\\nAccept: */*\\r\\nConnection: close\\r\\n\\r\\n' \\
                "$2" "$address" "$1" >&3
              read -r -t "$patience" -n 200 -u 3 line && [[ $line =~ ^HTTP/1\\.[01]\\ ([1-5][0-9][0-9]) ]] || return
              echo "${EPOCHREALTIME/./} ${BASH_REMATCH[1]}"
              line=${BASH_REMATCH[1]}
              read -r -t 0.5 -d '' -n 65536 -u 3 rest
              [ -n "$3" ] || [ "$line" != 503 ] || printf %s "${rest#*$'\\r\\n\\r\\n'}" | head -c 2000 | base64 -w 0
            }
            ask() {
              local sent said rest unready=''
              while [ ${EPOCHREALTIME/./} -lt $end ] && [ ! -e "$stop" ]; do
                sent=${EPOCHREALTIME/./}
                exec 4< <(once "$2" "$3" "$unready" 2>/dev/null)
                read -r -t "$patience" -u 4 said || said="${EPOCHREALTIME/./} 000"
                # Until it has ended; a status above 128 says that it has not in time.
                read -r -t 1 -u 4 rest; [ $? -le 128 ] || { rest=''; kill -KILL $! 2>/dev/null; }
                # What came too late is no body.
                [[ $said == *' 503' ]] || rest=''
                unready+=$rest
                echo "$1 $sent $said $rest"
                exec 4<&-
                sleep 0.15
              done
            }
            index=0
            while [ $# -gt 0 ]; do ask $index "$1" "$2" & index=$((index + 1)); shift 2; done
            wait
            rm -f "$stop"
            """;

    private static final String END = "touch \"$1\"";

    private final SandboxShell shell;
    private final List<Request> requests;
    private final String stop = "/run/drydock-sampler-" + UUID.randomUUID();
    private final FutureTask<List<Sample>> task;

    private Sampler(SandboxShell shell, String address, List<Request> requests, Duration time) {
        this.shell = shell;
        this.requests = List.copyOf(requests);
        this.task = new FutureTask<>(() -> sample(address, time));
    }

    static Sampler start(SandboxShell shell, String address, List<Request> requests, Duration time) {
        var sampler = new Sampler(shell, address, requests, time);
        Thread.ofVirtual().name("sampler").start(sampler.task);
        return sampler;
    }

    private List<Sample> sample(String address, Duration time) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", SCRIPT, "bash", address, stop));
        command.addAll(List.of(Long.toString(time.toMillis()), Integer.toString(PATIENCE_SECONDS)));
        for (Request request : requests) {
            command.addAll(List.of(Integer.toString(request.port()), request.path()));
        }
        SandboxShell.Output output = shell.exec(command, NOTHING, time.plus(SLACK));
        return parse(new String(output.stdout(), StandardCharsets.US_ASCII), requests);
    }

    static List<Sample> parse(String printed, List<Request> requests) {
        return printed.lines()
                .map(line -> line.split(" "))
                .map(words -> new Sample(
                        requests.get(Integer.parseInt(words[0])),
                        instant(words[1]),
                        instant(words[2]),
                        words[3].equals("000") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words[3])),
                        words.length < 5 ? Optional.empty() : Optional.of(decoded(words[4]))))
                .sorted(Comparator.comparing(Sample::sent))
                .toList();
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plusNanos(Math.multiplyExact(Long.parseLong(micros), 1_000L));
    }

    @Override
    public List<Sample> samples() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while a service was sampled", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (!task.isDone()) {
            shell.exec(List.of("sh", "-c", END, "sh", stop), NOTHING, SLACK);
        }
    }
}
