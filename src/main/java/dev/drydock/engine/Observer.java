package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Sees running containers from outside, through the sandbox's own /proc. */
final class Observer {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final byte[] NOTHING = {};
    private static final HttpReply NOT_RUNNING = new HttpReply.NoAnswer("the container is not running");

    /** Prints files of /proc/PID, one in base64 on each line, as they may hold anything. */
    private static final String READ = "cd /proc/$1 || exit 0; shift; for file do base64 -w0 \"$file\"; echo; done";

    /**
     * Sends a signal to PID and to what it started, as far as it is in PID's cgroup, and looks again for those that were
     * started meanwhile, until no new ones are found. Who was once found to be of them stays so, lest a long line of
     * ancestors be walked for each of its members. A health probe that is under way is of the cgroup too, but nothing
     * that PID started: frozen together with the service, it would keep the engine waiting for its end. Controllers that
     * only version 1 has come with a directory of their own.
     */
    private static final String SIGNAL = """
            group=$(sed -n 's/^[0-9]*:pids:/pids/p' /proc/$1/cgroup)
            [ -n "$group" ] || group=$(sed -n 's/^0:://p' /proc/$1/cgroup)
            case $group in *$3*) ;; *) exit 0 ;; esac
            declare -A told others mine=(["$1"]=yes)
            ours() {
              local pid=$1 way= key parent
              while [ -z "${mine[$pid]}" ]; do
                if [ "$pid" -le 1 ] || [ -n "${others[$pid]}" ]; then
                  for pid in $way; do others[$pid]=yes; done
                  return 1
                fi
                way="$way $pid" parent=0
                while read -r key parent && [ "$key" != PPid: ]; do :; done 2>/dev/null <"/proc/$pid/status"
                pid=${parent:-0}
              done
              for pid in $way; do mine[$pid]=yes; done
            }
            for round in 1 2 3 4 5; do
              # Somebody whose parent has ended may belong to PID by the next round.
              new= others=()
              while read -r pid; do
                [ -z "${told[$pid]}" ] && ours "$pid" && new="$new $pid" told[$pid]=yes
              done <"/sys/fs/cgroup/$group/cgroup.procs"
              [ -n "$new" ] || exit 0
              kill -s "$2" $new 2>/dev/null
            done
            """;

    /** Prints how often PID's cgroup, if it is the container's, was refused another task. */
    private static final String REFUSED = """
            group=$(sed -n 's/^[0-9]*:pids:/pids/p' /proc/$1/cgroup)
            [ -n "$group" ] || group=$(sed -n 's/^0:://p' /proc/$1/cgroup)
            case $group in *$2*) sed -n 's/^max //p' "/sys/fs/cgroup/$group/pids.events" ;; esac
            """;

    /** Prints the scheduler's numbers of all threads in PID's cgroup, if it is the container's. */
    private static final String CPU_TIMES = """
            group=$(sed -n 's/^[0-9]*:pids:/pids/p' /proc/$1/cgroup)
            [ -n "$group" ] || group=$(sed -n 's/^0:://p' /proc/$1/cgroup)
            case $group in *$2*) ;; *) exit 0 ;; esac
            while read -r pid; do
              grep -H . /proc/$pid/task/*/schedstat 2>/dev/null
            done <"/sys/fs/cgroup/$group/cgroup.procs" | head -c 262144
            """;

    /** Sends a signal to those numbers that are still the container's. */
    private static final String SIGNAL_SOME = """
            container=$1 signal=$2; shift 2
            for pid; do grep -q "$container" "/proc/$pid/cgroup" 2>/dev/null && kill -s "${signal#SIG}" "$pid"; done
            """;

    private final SandboxShell shell;
    private final Containers containers;
    private final Outages outages;

    Observer(SandboxShell shell, Containers containers) {
        this.shell = shell;
        this.containers = containers;
        this.outages = new Outages(shell);
    }

    Optional<ProcessFacts> process(Container container) {
        // A process that is ending has no environment and no command line any more; one that still has the line, which
        // is read last, had the rest too.
        return read(container, "status", "uid_map", "gid_map", "environ", "cmdline")
                .filter(files -> files.getLast().length > 0)
                .map(files -> {
                    String status = text(files.get(0));
                    return new ProcessFacts(
                            ProcFs.inside(text(files.get(1)), ProcFs.effectiveId(status, "Uid")),
                            ProcFs.inside(text(files.get(2)), ProcFs.effectiveId(status, "Gid")),
                            ProcFs.texts(files.get(4)),
                            ProcFs.environment(files.get(3)),
                            ProcFs.boundingSet(status));
                });
    }

    List<ListeningSocket> listeningSockets(Container container) {
        return read(container, "net/tcp", "net/tcp6")
                .map(tables -> tables.stream()
                        .flatMap(table -> ProcFs.listening(text(table)).stream())
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    /** Empty if PID 1 has ended. */
    private Optional<List<byte[]>> read(Container container, String... files) {
        Optional<String> pid = pid(container);
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", READ, "sh", pid.get(), "cgroup"));
        command.addAll(List.of(files));
        SandboxShell.Output output = shell.exec(command, NOTHING, LIMIT);
        List<byte[]> contents = new String(output.stdout(), StandardCharsets.US_ASCII)
                .lines()
                .map(Base64.getDecoder()::decode)
                .toList();
        // Between the question for the PID and the look at it, the process may have ended and its number been reused.
        boolean same =
                contents.size() == files.length + 1 && text(contents.getFirst()).contains(container.id());
        return same ? Optional.of(contents.subList(1, contents.size())) : Optional.empty();
    }

    private Optional<String> pid(Container container) {
        return containers
                .inspect(container)
                .map(inspected -> inspected.path("State").path("Pid").asInt())
                .filter(pid -> pid > 0)
                .map(String::valueOf);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void signalAll(Container container, String signal) {
        Optional<String> pid = pid(container);
        if (pid.isPresent()) {
            String name = signal.startsWith("SIG") ? signal.substring(3) : signal;
            shell.exec(List.of("bash", "-c", SIGNAL, "bash", pid.get(), name, container.id()), NOTHING, LIMIT);
        }
    }

    long refusedTasks(Container container) {
        Optional<String> pid = pid(container);
        if (pid.isEmpty()) {
            return 0;
        }
        SandboxShell.Output output =
                shell.exec(List.of("sh", "-c", REFUSED, "sh", pid.get(), container.id()), NOTHING, LIMIT);
        String count = text(output.stdout()).strip();
        return count.isEmpty() ? 0 : Long.parseLong(count);
    }

    CpuTimes cpuTimes(Container container) {
        Optional<String> pid = pid(container);
        long now = System.nanoTime();
        if (pid.isEmpty()) {
            return CpuTimes.none(now);
        }
        SandboxShell.Output output =
                shell.exec(List.of("sh", "-c", CPU_TIMES, "sh", pid.get(), container.id()), NOTHING, LIMIT);
        return CpuTimes.parse(now, text(output.stdout()));
    }

    HttpReply http(Container container, HttpProbe probe, ClientProfile client) {
        return address(container)
                .map(address -> new HttpCall(probe, address, client).send(shell))
                .orElse(NOT_RUNNING);
    }

    List<HttpReply> http(Container container, List<HttpProbe> probes, ClientProfile client) {
        return address(container)
                .map(address -> new HttpBatch(probes, address, client).send(shell))
                .orElse(List.of(NOT_RUNNING));
    }

    Map<Integer, Integer> repeat(Container container, HttpProbe probe, Repetition how, ClientProfile client) {
        return address(container)
                .map(address -> new RepeatedRequest(probe, how, address, client).send(shell))
                .orElse(Map.of());
    }

    List<OptionalInt> connect(Container container, Sampling.Request request, int count, Duration time) {
        return address(container)
                .map(address -> OpenConnections.open(shell, address, request, count, time))
                .orElse(List.of(OptionalInt.empty()));
    }

    ContainerProcesses processes(Container container) {
        Optional<String> pid = pid(container);
        if (pid.isEmpty()) {
            return new ContainerProcesses(List.of(), Map.of());
        }
        List<String> command = List.of("bash", "-c", ProcessListing.SCRIPT, "bash", pid.get(), container.id());
        return ProcessListing.parse(shell.exec(command, NOTHING, LIMIT).stdout());
    }

    void signal(Container container, String signal, List<ContainerProcess> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SIGNAL_SOME, "sh", container.id(), signal));
        processes.forEach(process -> command.add(Integer.toString(process.pid())));
        shell.exec(command, NOTHING, LIMIT);
    }

    Sampling sample(Container container, List<Sampling.Request> requests, Duration time) {
        // Nobody answers at an address that is nobody's, which is what there is to be told of a container that has
        // ended.
        return Sampler.start(shell, address(container).orElse("127.0.0.1"), requests, time);
    }

    void breakDown(Container container, Outage how, int port, Optional<String> body) {
        if (how == Outage.FROZEN) {
            signalAll(container, "SIGSTOP");
        } else {
            pid(container).ifPresent(pid -> outages.begin(pid, container.id(), how, port, body));
        }
    }

    void mend(Container container, Outage how, int port) {
        if (how == Outage.FROZEN) {
            signalAll(container, "SIGCONT");
        } else {
            outages.end(pid(container).orElse("none"), container.id(), port);
        }
    }

    StopUnderLoad stop(Container container, List<HttpProbe> probes, ClientProfile client, Stopping stopping) {
        Optional<String> pid = pid(container);
        Optional<String> address = address(container);
        if (pid.isEmpty() || address.isEmpty()) {
            Instant signalled = Instant.now();
            stopping.signal();
            return new StopUnderLoad(stopping.await(), signalled, Instant.now(), List.of());
        }
        return new Volley(shell, pid.get(), address.get(), probes, client).stop(stopping);
    }

    private Optional<String> address(Container container) {
        return containers
                .inspect(container)
                .map(node -> node.path("NetworkSettings")
                        .path("Networks")
                        .path(container.network())
                        .path("IPAddress")
                        .asText(""))
                .filter(ip -> !ip.isEmpty());
    }
}
