package dev.drydock.engine;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Clients drawn by lot, so that no service can tell a grading from use: programs that people ask services with, names
 * under which they reach them, and addresses that they ask from. For one thread at a time.
 */
public final class ClientProfiles {

    /** In a part of the network that an engine reaches last when it hands out addresses. */
    private static final int FIRST_NEIGHBOUR = 180;

    private static final int LAST_NEIGHBOUR = 249;

    private static final String CHROME =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36";
    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:%1$d.0) Gecko/20100101 Firefox/%1$d.0";

    /** What each program sends, in its own order; a number in a user agent is one of the versions beside it. */
    private static final List<Program> PROGRAMS = List.of(
            new Program(
                    "curl/8.%d.0",
                    range(2, 14), List.of(entry("User-Agent", ""), entry("Accept", "*/*"), length(), type())),
            new Program(
                    "python-requests/2.%d.0",
                    range(26, 32),
                    List.of(
                            entry("User-Agent", ""),
                            entry("Accept-Encoding", "gzip, deflate"),
                            entry("Accept", "*/*"),
                            entry("Connection", "keep-alive"),
                            length(),
                            type())),
            new Program(
                    "python-httpx/0.%d.0",
                    range(23, 28),
                    List.of(
                            entry("Accept", "*/*"),
                            entry("Accept-Encoding", "gzip, deflate"),
                            entry("Connection", "keep-alive"),
                            entry("User-Agent", ""),
                            length(),
                            type())),
            new Program(
                    "Go-http-client/1.1",
                    List.of(0),
                    List.of(entry("User-Agent", ""), length(), type(), entry("Accept-Encoding", "gzip"))),
            new Program(
                    CHROME,
                    range(118, 131),
                    List.of(
                            entry("Connection", "keep-alive"),
                            length(),
                            entry("User-Agent", ""),
                            type(),
                            entry("Accept", "*/*"),
                            entry("Sec-Fetch-Site", "same-origin"),
                            entry("Sec-Fetch-Mode", "cors"),
                            entry("Sec-Fetch-Dest", "empty"),
                            entry("Accept-Encoding", "gzip, deflate"),
                            entry("Accept-Language", "en-US,en;q=0.9"))),
            // A browser whose requests a proxy hands on, which adds header fields of its own.
            new Program(
                    CHROME,
                    range(118, 131),
                    List.of(
                            entry("X-Real-IP", "10.20.30.40"),
                            entry("X-Forwarded-For", "10.20.30.40"),
                            entry("X-Forwarded-Proto", "https"),
                            entry("Connection", "close"),
                            length(),
                            entry("User-Agent", ""),
                            type(),
                            entry("Accept", "*/*"),
                            entry("Sec-Fetch-Site", "same-origin"),
                            entry("Sec-Fetch-Mode", "cors"),
                            entry("Sec-Fetch-Dest", "empty"),
                            entry("Referer", "https://models.example.com/"),
                            entry("Accept-Encoding", "gzip, deflate"),
                            entry("Accept-Language", "en-GB,en;q=0.8"),
                            entry("Cookie", "theme=dark"))),
            // .NET's client names itself only when it is told to, and says how a body's text is encoded.
            new Program("", List.of(0), List.of(entry(ClientProfile.CONTENT_TYPE, "; charset=utf-8"), length())),
            new Program(
                    FIREFOX,
                    range(115, 132),
                    List.of(
                            entry("User-Agent", ""),
                            entry("Accept", "*/*"),
                            entry("Accept-Language", "en-US,en;q=0.5"),
                            entry("Accept-Encoding", "gzip, deflate"),
                            type(),
                            length(),
                            entry("Connection", "keep-alive"))));

    private static final List<String> HOSTS = List.of(
            "localhost",
            "localhost",
            "127.0.0.1",
            "127.0.0.1",
            ClientProfile.ADDRESS,
            ClientProfile.ADDRESS,
            "api",
            "ml-api",
            "model-server",
            "inference.internal",
            "models.example.com");

    private final RandomGenerator chance;
    private final List<Program> waiting = new ArrayList<>();

    /**
     * @param agent with a place for a version
     */
    private record Program(String agent, List<Integer> versions, List<Map.Entry<String, String>> headers) {}

    public ClientProfiles(RandomGenerator chance) {
        this.chance = chance;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private static Map.Entry<String, String> type() {
        return entry(ClientProfile.CONTENT_TYPE, "");
    }

    private static Map.Entry<String, String> length() {
        return entry(ClientProfile.CONTENT_LENGTH, "");
    }

    /** The next client: each program once before any comes again. */
    public ClientProfile draw() {
        if (waiting.isEmpty()) {
            waiting.addAll(PROGRAMS);
            Collections.shuffle(waiting, Random.from(chance));
        }
        Program program = waiting.removeLast();
        String agent = program.agent().formatted(oneOf(program.versions()));
        return new ClientProfile(
                program.headers().stream()
                        .map(header -> header.getKey().equals("User-Agent") ? entry(header.getKey(), agent) : header)
                        .toList(),
                oneOf(HOSTS),
                chance.nextInt(4) == 0 ? 0 : chance.nextInt(FIRST_NEIGHBOUR, LAST_NEIGHBOUR + 1),
                chance.nextBoolean());
    }

    private <T> T oneOf(List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }
}
