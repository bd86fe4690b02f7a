package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.ContainerProcess.Descriptor;
import dev.drydock.engine.ContainerProcess.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProcessListingTest {

    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    /** A server on all interfaces, Docker's resolver, and a connection that was closed. */
    private static final String TCP = HEADER + """
               0: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000 100000        0 156556 1 0000
               2: 0B00007F:AA4B 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 157606 1 0000
               3: 0100007F:1F40 0100007F:E888 06 00000000:00000000 03:00001279 00000000     0        0 0 3 0000
            """;

    private static final String PYTHON = process(
            404,
            382,
            1,
            "0000000000010000",
            "0",
            "/usr/local/bin/python3.11",
            "0",
            "300 1 pipe:[157460]",
            "python",
            "-c",
            "import os; os.system('./serve')");

    private static final String SHELL = process(438, 404, 8, "0", "0", "/opt/serve", "4", "300 1 pipe:[7]", "./serve");

    private static final String SERVER = process(
            439,
            438,
            9,
            "4002",
            "4000",
            "/usr/local/bin/python3.11",
            "0",
            "300 1 pipe:[7]; 700 3 socket:[156556]",
            "python",
            "app.py");

    private static final String READER =
            process(440, 438, 10, "0", "0", "/usr/bin/grep", "0", "500 0 pipe:[7]", "grep", "x");

    /** @param open records, which a semicolon separates here */
    private static String process(
            int pid,
            int parent,
            int inside,
            String caught,
            String pending,
            String exe,
            String words,
            String open,
            String... line) {
        String status = """
                Pid:\t%d
                PPid:\t%d
                TracerPid:\t0
                NSpid:\t%d\t%d
                SigPnd:\t%s
                ShdPnd:\t0000000000000000
                SigBlk:\t0000000000000000
                SigCgt:\t%s
                """.formatted(pid, parent, pid, inside, pending, caught);
        return Stream.of(
                        status,
                        String.join("\0", line) + "\0",
                        "A=b\0",
                        exe + "\n",
                        open.replace("; ", "\0") + "\0",
                        words + "\n")
                .map(ProcessListingTest::encoded)
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    private static ContainerProcesses parse(String... processes) {
        String printed = encoded(TCP) + encoded(HEADER) + String.join("", processes);
        return ProcessListing.parse(printed.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whoServesAPortIsWhoHasItsSocketOpen() {
        ContainerProcesses seen = parse(PYTHON, SHELL, SERVER);

        assertThat(seen.listeningOn(8000)).extracting(ContainerProcess::pid).containsExactly(439);
        assertThat(seen.listeningOn(43595)).isEmpty();
        assertThat(seen.sockets()).extracting(ListeningSocket::port).containsExactly(8000);
    }

    @Test
    void theWayLeadsFromProcessOneToTheService() {
        ContainerProcesses seen = parse(PYTHON, SHELL, SERVER);

        List<ContainerProcess> way = seen.wayTo(seen.listeningOn(8000).getFirst());

        assertThat(way).extracting(ContainerProcess::inside).containsExactly(1, 8);
        assertThat(way).extracting(ContainerProcess::shell).containsExactly(false, true);
    }

    @Test
    void signalsAreReadFromTheKernelsSets() {
        ContainerProcess server = parse(SERVER).all().getFirst();

        assertThat(server.handles(Signal.TERM)).isTrue();
        assertThat(server.handles(Signal.INT)).isTrue();
        assertThat(server.handles(Signal.QUIT)).isFalse();
        assertThat(server.awaits(Signal.TERM)).isTrue();
        assertThat(parse(PYTHON).all().getFirst().handles(Signal.TERM)).isFalse();
    }

    @Test
    void whoReadsTheServicesOutputIsFoundByThePipe() {
        ContainerProcesses seen = parse(PYTHON, SHELL, SERVER, READER);
        ContainerProcess server = seen.listeningOn(8000).getFirst();

        assertThat(seen.readerOf(server)).map(ContainerProcess::program).contains("/usr/bin/grep");
        assertThat(seen.readerOf(seen.first().orElseThrow())).isEmpty();
    }

    @Test
    void aProcessThatEndsMeanwhileIsLeftOut() {
        String gone = encoded("Pid:\t5\n") + encoded("") + encoded("") + encoded("") + encoded("") + encoded("0\n");

        assertThat(parse(gone, PYTHON).all()).extracting(ContainerProcess::pid).containsExactly(404);
        assertThat(ProcessListing.parse(new byte[0]).all()).isEmpty();
    }

    @Test
    void aProcessWhoseStatusBreaksOffIsLeftOut() {
        String cut = encoded("Pid:\t5\nPPid:\t1\nNSpid:\t\n")
                + Stream.of("a\0", "", "/a\n", "", "0\n")
                        .map(ProcessListingTest::encoded)
                        .collect(Collectors.joining());

        assertThat(parse(cut, PYTHON).all()).extracting(ContainerProcess::pid).containsExactly(404);
    }

    @Test
    void pathsThatAreOpenMayHoldAnything() {
        String odd = process(500, 404, 9, "0", "0", "/a", "0", "500 3 /tmp/a\nb c; 300 1 pipe:[7]; 500 4 ", "a");

        assertThat(parse(odd).all().getFirst().descriptors())
                .containsExactly(
                        new Descriptor(3, "/tmp/a\nb c", true),
                        new Descriptor(1, "pipe:[7]", false),
                        new Descriptor(4, "", true));
    }

    @Test
    void parentsInACircleEndTheWay() {
        String one = process(500, 501, 20, "0", "0", "/a", "0", "300 1 pipe:[1]", "a");
        String other = process(501, 500, 21, "0", "0", "/b", "0", "300 1 pipe:[1]", "b");
        ContainerProcesses seen = parse(one, other);

        assertThat(seen.wayTo(seen.all().getFirst())).hasSize(2);
    }
}
