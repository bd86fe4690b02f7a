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

    /** In characters: signed tokens have one to four thousand. */
    private static final int LARGE_COOKIE = 3000;

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
            // A browser whose requests proxies hand on, which add header fields of their own; whoever is signed in has
            // large cookies.
            new Program(
                    CHROME,
                    range(118, 131),
                    List.of(
                            entry("X-Real-IP", "10.20.30.40"),
                            entry("X-Request-ID", "7f0c9a52d1e84b3f9f6f0a4f5f1f7c11"),
                            entry("X-Forwarded-Host", "models.example.com"),
                            entry("X-Forwarded-Port", "443"),
                            entry("Via", "1.1 edge, 1.1 gateway"),
                            entry("CDN-Loop", "edge"),
                            entry("Forwarded", "for=10.20.30.40;proto=https"),
                            entry("X-B3-TraceId", "80f198ee56343ba864fe8b2a57d3eff7"),
                            entry("X-B3-SpanId", "e457b5a2e4d86bd1"),
                            entry("X-B3-Sampled", "1"),
                            entry("traceparent", "00-80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-01"),
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
                            entry("Sec-CH-UA-Mobile", "?0"),
                            entry("Sec-CH-UA-Platform", "\"Linux\""),
                            entry("DNT", "1"),
                            entry("Origin", "https://models.example.com"),
                            entry("Cookie", "theme=dark; session=" + "0".repeat(LARGE_COOKIE)))),
            // .NET's client names itself only when it is told to, and says how a body's text is encoded.
            new Program("", List.of(0), List.of(entry(ClientProfile.CONTENT_TYPE, "; charset=utf-8"), length())),
            // A request from somebody's notes, JSON as a formatter leaves it.
            new Program(
                    "PostmanRuntime/7.%d.0",
                    range(32, 43),
                    List.of(
                            type(),
                            entry("User-Agent", ""),
                            entry("Accept", "*/*"),
                            entry("Accept-Encoding", "gzip, deflate, br"),
                            entry("Connection", "keep-alive"),
                            length()),
                    true),
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

    /** With a port: published under another one, or reached through a proxy at the usual one, which clients leave out. */
    private static final List<String> HOSTS = List.of(
            "localhost",
            "localhost:5050",
            "127.0.0.1",
            "127.0.0.1:49153",
            ClientProfile.ADDRESS,
            "api",
            "ml-api",
            "model-server",
            "inference.internal",
            "models.example.com:80");

    private final RandomGenerator chance;
    private final List<Program> waiting = new ArrayList<>();
    private final List<String> waitingHosts = new ArrayList<>();

    /**
     * @param agent with a place for a version
     * @param indents whether it writes JSON over several lines
     */
    private record Program(
            String agent, List<Integer> versions, List<Map.Entry<String, String>> headers, boolean indents) {

        Program(String agent, List<Integer> versions, List<Map.Entry<String, String>> headers) {
            this(agent, versions, headers, false);
        }
    }

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

    /** The next client: each program, and each name of the service, once before any comes again. */
    public ClientProfile draw() {
        Program program = next(waiting, PROGRAMS);
        String agent = program.agent().formatted(oneOf(program.versions()));
        return new ClientProfile(
                program.headers().stream()
                        .map(header -> header.getKey().equals("User-Agent") ? entry(header.getKey(), agent) : header)
                        .toList(),
                next(waitingHosts, HOSTS),
                chance.nextInt(4) == 0 ? 0 : chance.nextInt(FIRST_NEIGHBOUR, LAST_NEIGHBOUR + 1),
                chance.nextBoolean(),
                program.indents());
    }

    private <T> T next(List<T> waiting, List<T> all) {
        if (waiting.isEmpty()) {
            waiting.addAll(all);
            Collections.shuffle(waiting, Random.from(chance));
        }
        return waiting.removeLast();
    }

    private <T> T oneOf(List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }
}
