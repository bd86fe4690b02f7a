package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Connections to one service that are opened one after another, each with a request, and that all stay open, as clients keep them. */
final class OpenConnections {

    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final byte[] NOTHING = {};

    /** Prints the status of each answer, or 0 for none, which is the last one. */
    private static final String SCRIPT = """
            use IO::Socket::INET;
            my ($address, $port, $path, $count, $seconds) = @ARGV;
            $SIG{PIPE} = "IGNORE";
            $| = 1;
            my @open;
            for (1 .. $count) {
              my $socket = IO::Socket::INET->new(PeerAddr => $address, PeerPort => $port, Proto => "tcp", Timeout => $seconds)
                or print "0\\n" and exit;
              push @open, $socket;
              syswrite $socket, "GET $path HTTP/1.1\\r\\nHost: $address:$port\\r\\nUser-Agent: okhttp/4.12.0\\r\\nAccept: */*\\r\\n"
                . "Connection: Keep-Alive\\r\\n\\r\\n";
              my ($said, $end) = ("", time + $seconds);
              while ($said !~ /\\r?\\n\\r?\\n/ and length $said < 65536) {
                my $ready = "";
                vec($ready, fileno $socket, 1) = 1;
                my $left = $end - time;
                last unless $left > 0 and select $ready, undef, undef, $left;
                last unless sysread $socket, $said, 8192, length $said;
              }
              my ($status) = $said =~ m{^HTTP/1\\.[01] ([1-5][0-9][0-9])};
              print $status || 0, "\\n";
              exit unless $status;
            }
            """;

    private OpenConnections() {}

    /**
     * Opens them.
     *
     * @param address IPv4 address of the container
     * @param time for one answer
     * @return the status of each answer, in order; empty for the first connection that got none, after which no more are opened
     */
    static List<OptionalInt> open(
            SandboxShell shell, String address, Sampling.Request request, int count, Duration time) {
        List<String> command = List.of(
                "perl",
                "-e",
                SCRIPT,
                address,
                Integer.toString(request.port()),
                request.path(),
                Integer.toString(count),
                Long.toString(time.toSeconds()));
        SandboxShell.Output output =
                shell.exec(command, NOTHING, time.multipliedBy(2L * count).plus(SLACK));
        if (output.exitCode() != 0) {
            throw new EngineException("Connections could not be opened: " + output.stderr());
        }
        return new String(output.stdout(), StandardCharsets.US_ASCII)
                .lines()
                .map(Integer::valueOf)
                .map(status -> status == 0 ? OptionalInt.empty() : OptionalInt.of(status))
                .toList();
    }
}
