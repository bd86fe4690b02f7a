package dev.drydock.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a client presents itself to a service: what a server can tell clients apart by, but for what they ask.
 *
 * @param headers in the order in which the client sends them, the host's left out, which comes first with all of them;
 *     {@link #CONTENT_TYPE} and {@link #CONTENT_LENGTH} stand where it sends those of a body, the first one with what it adds to
 *     JSON's
 * @param host what it calls the host; {@link #ADDRESS} stands for the container's address; with a port where it was published
 *     under another one than the service's
 * @param neighbour last number of the IPv4 address in the container's network that it asks from; 0 for the gateway's
 * @param reusesConnections whether several requests go through one connection
 * @param indents whether it writes JSON over several lines
 */
public record ClientProfile(
        List<Map.Entry<String, String>> headers,
        String host,
        int neighbour,
        boolean reusesConnections,
        boolean indents) {

    /** The name of the header, with any value. */
    public static final String CONTENT_TYPE = "Content-Type";

    /** The name of the header, with any value. */
    public static final String CONTENT_LENGTH = "Content-Length";

    /** In {@link #host()}: the container's own address. */
    public static final String ADDRESS = "*";

    /** Curl, as somebody types it who published the port. */
    public static final ClientProfile CURL = new ClientProfile(
            List.of(
                    Map.entry("User-Agent", "curl/8.5.0"),
                    Map.entry("Accept", "*/*"),
                    Map.entry(CONTENT_TYPE, ""),
                    Map.entry(CONTENT_LENGTH, "")),
            "localhost",
            0,
            true,
            false);

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Four spaces, as most formatters do it. */
    private static final DefaultIndenter INDENT = new DefaultIndenter("    ", "\n");

    private static final ObjectWriter INDENTING =
            JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

    public ClientProfile {
        headers = List.copyOf(headers);
        if (neighbour < 0 || neighbour > 254) {
            throw new IllegalArgumentException("not the last number of an address: " + neighbour);
        }
    }

    /** The body of a request as the client writes it; one that is not JSON as it is. */
    Optional<String> body(HttpProbe probe) {
        return indents ? probe.body().map(ClientProfile::indented) : probe.body();
    }

    private static String indented(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isContainerNode() ? INDENTING.writeValueAsString(json) : body;
        } catch (JsonProcessingException malformed) {
            return body;
        }
    }

    boolean sends(String header) {
        return headers.stream().map(Map.Entry::getKey).anyMatch(header::equalsIgnoreCase);
    }
}
