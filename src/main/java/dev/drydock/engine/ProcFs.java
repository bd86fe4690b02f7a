package dev.drydock.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Readers of files under /proc. */
final class ProcFs {

    /** The overflow id: what an id is seen as where it has no name. */
    private static final int NOBODY = 65534;

    private static final String LISTENING = "0A";
    private static final InetAddress DOCKER_RESOLVER = address(new byte[] {127, 0, 0, 11});

    private ProcFs() {}

    /** The effective id of a {@code Uid:} or {@code Gid:} line of {@code status}. */
    static int effectiveId(String status, String line) {
        return lines(status)
                .filter(l -> l.startsWith(line + ":"))
                .map(l -> Integer.parseUnsignedInt(l.split("\\s+")[2]))
                .findFirst()
                .orElseThrow(() -> new EngineException("no " + line + " in /proc/…/status"));
    }

    /** The {@code CapBnd:} line of {@code status}. */
    static long boundingSet(String status) {
        return lines(status)
                .filter(line -> line.startsWith("CapBnd:"))
                .map(line -> HexFormat.fromHexDigitsToLong(
                        line.substring("CapBnd:".length()).strip()))
                .findFirst()
                .orElseThrow(() -> new EngineException("no CapBnd in /proc/…/status"));
    }

    /** The kernel escapes a newline in a process's name, and no other character that might end a line. */
    private static Stream<String> lines(String status) {
        return Arrays.stream(status.split("\n"));
    }

    /** The id inside a user namespace, by its {@code uid_map} or {@code gid_map}. */
    static int inside(String map, int outside) {
        for (String line : map.lines().toList()) {
            long[] range = Arrays.stream(line.strip().split("\\s+"))
                    .mapToLong(Long::parseLong)
                    .toArray();
            long offset = Integer.toUnsignedLong(outside) - range[1];
            if (offset >= 0 && offset < range[2]) {
                return (int) (range[0] + offset);
            }
        }
        return NOBODY;
    }

    /** The NUL-terminated texts of {@code cmdline} and {@code environ}. */
    static List<String> texts(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            // A process may overwrite the area; then the last one is not terminated.
            if (i == bytes.length ? start < i : bytes[i] == 0) {
                texts.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return texts;
    }

    static Map<String, String> environment(byte[] environ) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String entry : texts(environ)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                // A libc finds the first of two.
                environment.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return environment;
    }

    /** What listens according to {@code net/tcp} or {@code net/tcp6}, Docker's resolver left out. */
    static List<ListeningSocket> listening(String table) {
        return table.lines()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 3 && fields[3].equals(LISTENING))
                .flatMap(fields -> socketAt(fields[1]).stream())
                .toList();
    }

    /**
     * A socket by its local address in these tables, such as {@code 00000000:1F40}.
     *
     * @return empty for Docker's own resolver
     */
    static Optional<ListeningSocket> socketAt(String local) {
        return Optional.of(socket(local)).filter(socket -> !socket.address().equals(DOCKER_RESOLVER));
    }

    private static ListeningSocket socket(String local) {
        int colon = local.indexOf(':');
        byte[] bytes = HexFormat.of().parseHex(local, 0, colon);
        // Words of four bytes in the machine's order, which is little-endian wherever this runs.
        for (int word = 0; word < bytes.length; word += 4) {
            swap(bytes, word, word + 3);
            swap(bytes, word + 1, word + 2);
        }
        return new ListeningSocket(address(bytes), Integer.parseInt(local.substring(colon + 1), 16));
    }

    private static void swap(byte[] bytes, int a, int b) {
        byte kept = bytes[a];
        bytes[a] = bytes[b];
        bytes[b] = kept;
    }

    /** IPv4 addresses written as IPv6 ones become IPv4 addresses. */
    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new EngineException("not an address: " + HexFormat.of().formatHex(bytes), e);
        }
    }
}
