package dev.drydock.engine;

import dev.drydock.engine.ContainerProcess.Descriptor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The script that lists a container's processes in the sandbox, and what it prints. */
final class ProcessListing {

    /**
     * Prints a line in base64 for each of several files of /proc, as they may hold anything: the container's two tables of
     * sockets, and six for each process of the container. Of {@code status} only lines that are short, whatever the
     * process does. What is open is NUL-separated, as a path may hold anything else. A shell is told by words that each
     * one has to know (POSIX, shell variables) and that no other program brings together.
     */
    static final String SCRIPT = """
            export LC_ALL=C
            group=$(sed -n 's/^[0-9]*:pids:/pids/p' "/proc/$1/cgroup" 2>/dev/null)
            [ -n "$group" ] || group=$(sed -n 's/^0:://p' "/proc/$1/cgroup" 2>/dev/null)
            case $group in *$2*) ;; *) exit 0 ;; esac
            declare -A words
            shell_words() {
              local word known=0
              for word in OPTIND PS4 PPID getopts; do
                if head -c 16M exe 2>/dev/null | grep -qaF "$word"; then known=$((known + 1)); fi
              done
              echo "$known"
            }
            put() { head -c "$2" "$1" 2>/dev/null | base64 -w0; echo; }
            put "/proc/$1/net/tcp" 1000000
            put "/proc/$1/net/tcp6" 1000000
            count=0
            while read -r pid && [ $((count += 1)) -le 400 ]; do
              cd "/proc/$pid" 2>/dev/null || continue
              grep -E '^(Pid|PPid|NSpid|SigPnd|ShdPnd|SigBlk|SigCgt):' status 2>/dev/null | base64 -w0; echo
              # Whoever starts hundreds of processes gets no hundreds of large environments kept.
              most=$((count <= 64 ? 262144 : 4096))
              put cmdline $((most / 4))
              put environ $most
              readlink exe 2>/dev/null | base64 -w0; echo
              find fd -mindepth 1 \\( -lname 'socket:*' -o -lname 'pipe:*' -o -name '[012]' \\) -printf '%m %f %l\\0' 2>/dev/null |
                head -z -n 5000 | base64 -w0; echo
              file=at$(stat -Lc %d:%i exe 2>/dev/null)
              [ -n "${words[$file]:-}" ] || words[$file]=$(shell_words)
              printf %s "${words[$file]}" | base64 -w0; echo
            done <"/sys/fs/cgroup/$group/cgroup.procs"
            """;

    private static final Set<String> STATUS = Set.of("Pid", "PPid", "NSpid", "SigPnd", "ShdPnd", "SigBlk", "SigCgt");

    private static final int FILES = 6;
    private static final int SHELL_WORDS = 4;
    private static final int FOR_READING = 0400;
    private static final String LISTENING = "0A";
    private static final int INODE = 9;

    private ProcessListing() {}

    static ContainerProcesses parse(byte[] printed) {
        List<byte[]> files = new String(printed, StandardCharsets.US_ASCII)
                .lines()
                .map(Base64.getDecoder()::decode)
                .toList();
        if (files.size() < 2) {
            return new ContainerProcesses(List.of(), Map.of());
        }
        Map<String, ListeningSocket> listening = new HashMap<>();
        files.subList(0, 2).forEach(table -> listening.putAll(listening(text(table))));
        List<ContainerProcess> processes = new ArrayList<>();
        for (int at = 2; at + FILES <= files.size(); at += FILES) {
            List<byte[]> one = files.subList(at, at + FILES);
            // One that ends while it is read has no command line any more, or not all of its status.
            Map<String, String> status = status(text(one.get(0)));
            if (status.keySet().containsAll(STATUS) && one.get(1).length > 0) {
                processes.add(process(status, one));
            }
        }
        return new ContainerProcesses(processes, listening);
    }

    private static Map<String, String> status(String lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.substring(colon + 1).isBlank()) {
                values.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    private static ContainerProcess process(Map<String, String> status, List<byte[]> files) {
        return new ContainerProcess(
                number(status, "Pid"),
                number(status, "PPid"),
                number(status, "NSpid"),
                text(files.get(3)).strip(),
                text(files.get(5)).strip().equals(Integer.toString(SHELL_WORDS)),
                ProcFs.texts(files.get(1)),
                ProcFs.environment(files.get(2)),
                set(status, "SigCgt") | set(status, "SigBlk"),
                set(status, "SigPnd") | set(status, "ShdPnd"),
                descriptors(text(files.get(4))));
    }

    private static List<Descriptor> descriptors(String records) {
        return Arrays.stream(records.split("\0", -1))
                .map(record -> record.split(" ", 3))
                .filter(words -> words.length == 3)
                .map(ProcessListing::descriptor)
                .toList();
    }

    private static Descriptor descriptor(String[] words) {
        return new Descriptor(Integer.parseInt(words[1]), words[2], (Integer.parseInt(words[0], 8) & FOR_READING) != 0);
    }

    /** A process has a number in each namespace, the innermost last. */
    private static int number(Map<String, String> status, String name) {
        String[] numbers = value(status, name).split("\\s+");
        return Integer.parseInt(numbers[numbers.length - 1]);
    }

    private static long set(Map<String, String> status, String name) {
        return HexFormat.fromHexDigitsToLong(value(status, name));
    }

    private static String value(Map<String, String> status, String name) {
        return Objects.requireNonNull(status.get(name), name);
    }

    private static Map<String, ListeningSocket> listening(String table) {
        Map<String, ListeningSocket> found = new HashMap<>();
        table.lines()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE && fields[3].equals(LISTENING))
                .forEach(fields -> ProcFs.socketAt(fields[1])
                        .ifPresent(socket -> found.put("socket:[" + fields[INODE] + "]", socket)));
        return found;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
