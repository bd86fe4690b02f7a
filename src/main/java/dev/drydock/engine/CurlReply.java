package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What came of a request, as curl tells it: its report, and the reply with its headers first. */
final class CurlReply {

    private static final Pattern REPORTED = Pattern.compile("(\\d{3}) (\\d+) ([\\d.]+) ?(.*)", Pattern.DOTALL);

    private CurlReply() {}

    /**
     * Reads both.
     *
     * @param report as {@link CurlRequest} asks for it
     * @param largest bytes of a body that are kept
     * @throws EngineException if curl did not report
     */
    static HttpReply read(HttpProbe probe, String report, byte[] reply, int largest) {
        Matcher reported = REPORTED.matcher(report.strip());
        if (!reported.matches()) {
            throw new EngineException("The HTTP probe could not be sent: " + report);
        }
        int status = Integer.parseInt(reported.group(1));
        int exit = Integer.parseInt(reported.group(2));
        // 23: curl could not write on, as the reply was longer than what is kept of it.
        if (status != 0 && (exit == 0 || exit == 23)) {
            return answer(status, reply, seconds(reported.group(3)), largest);
        }
        return new HttpReply.NoAnswer(reason(probe, exit, reported.group(4)));
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9));
    }

    private static String reason(HttpProbe probe, int exit, String words) {
        return switch (exit) {
            case 1, 8 -> "port " + probe.port() + " does not speak HTTP";
            case 7 -> HttpReply.NoAnswer.REFUSED + " on port " + probe.port();
            case 18 -> "the connection was closed before the end of the answer";
            case 28 -> "no complete answer within " + probe.timeout().toMillis() / 1000.0 + " seconds";
            case 52 -> "the connection was closed without an answer";
            case 56 -> "the connection was reset";
            default -> words.isEmpty() ? "curl failed with " + exit : words;
        };
    }

    /** Headers of interim answers (1xx) come first and are passed over. */
    private static HttpReply answer(int status, byte[] reply, Duration took, int largest) {
        Map<String, String> headers = new HashMap<>();
        int at = 0;
        boolean interim = true;
        while (interim && at < reply.length) {
            headers.clear();
            int end = endOfHeaders(reply, at);
            String head = new String(reply, at, end - at, StandardCharsets.UTF_8);
            head.lines().skip(1).forEach(line -> putHeader(headers, line));
            interim = status / 100 != 1 && head.matches("(?s)HTTP/\\S+ 1\\d\\d.*");
            at = end;
        }
        int length = Math.min(reply.length - at, largest);
        return new HttpReply.Answer(status, headers, new String(reply, at, length, StandardCharsets.UTF_8), took);
    }

    private static void putHeader(Map<String, String> headers, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /** Index after the empty line; lines may end with LF alone. */
    private static int endOfHeaders(byte[] reply, int from) {
        int lineStart = from;
        for (int i = from; i < reply.length; i++) {
            if (reply[i] == '\n') {
                if (i == lineStart || i == lineStart + 1 && reply[lineStart] == '\r') {
                    return i + 1;
                }
                lineStart = i + 1;
            }
        }
        return reply.length;
    }
}
