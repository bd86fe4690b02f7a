package dev.drydock.sandbox;

import dev.drydock.engine.EngineException;
import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.SandboxShell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the mirror keeps for one sandbox: a log of its requests and which index it sees. Both are told apart by the
 * sandbox's address, which nobody else has as long as it lives, so that processes that share the mirror never meet.
 * The sandbox itself reaches neither.
 */
final class PackageIndex {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final OuterEngine outer;
    private final String mirrorId;
    private final String address;

    /**
     * @param address the sandbox's IPv4 address on the network that it shares with the mirror
     */
    PackageIndex(OuterEngine outer, String mirrorId, String address) {
        this.outer = outer;
        this.mirrorId = mirrorId;
        this.address = address;
    }

    IndexMark mark() {
        String[] lengths = tell("mark").strip().split(" ");
        return new IndexMark(Long.parseLong(lengths[0]), Long.parseLong(lengths[1]));
    }

    List<IndexRequest> requests(IndexMark since) {
        return tell("read", Long.toString(since.python()), Long.toString(since.debian()))
                .lines()
                .flatMap(line -> IndexRequest.parse(line).stream())
                .toList();
    }

    void choose(IndexVersion version) {
        tell(
                switch (version) {
                    case CURRENT -> "current";
                    case MOVED -> "moved";
                });
    }

    /** Back to how a new sandbox finds it. */
    void reset() {
        tell("reset");
    }

    private String tell(String what, String... arguments) {
        List<String> command = new ArrayList<>(List.of("drydock-index", what, address));
        command.addAll(List.of(arguments));
        SandboxShell.Output output = outer.exec(mirrorId, command, new byte[0], LIMIT);
        if (output.exitCode() != 0) {
            throw new EngineException("the mirror refused " + String.join(" ", command) + ": " + output.stderr());
        }
        return new String(output.stdout(), StandardCharsets.UTF_8);
    }
}
