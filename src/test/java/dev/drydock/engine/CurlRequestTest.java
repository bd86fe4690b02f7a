package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurlRequestTest {

    private static final ClientProfile ORDERED = new ClientProfile(
            List.of(
                    Map.entry("Accept", "*/*"),
                    Map.entry("Connection", "keep-alive"),
                    Map.entry("User-Agent", "x/1"),
                    Map.entry(ClientProfile.CONTENT_LENGTH, ""),
                    Map.entry(ClientProfile.CONTENT_TYPE, "")),
            ClientProfile.ADDRESS,
            200,
            true,
            false);

    private static HttpProbe probe(Map<String, String> headers, String body) {
        return new HttpProbe("POST", 80, "/x", headers, Optional.of(body), Duration.ZERO, Duration.ofSeconds(1));
    }

    private static List<String> headers(ClientProfile client, Map<String, String> headers, String body) {
        List<String> arguments = new CurlRequest(probe(headers, body), "10.0.0.2", client).arguments();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("-H")) {
                sent.add(arguments.get(i + 1));
            }
        }
        return sent;
    }

    @Test
    void sendsHeadersInTheClientsOrder() {
        assertThat(headers(ORDERED, Map.of("content-type", "application/json", "X-A", "1"), "é"))
                .containsExactly(
                        "Accept: */*",
                        "Connection: keep-alive",
                        "User-Agent: x/1",
                        "Content-Length: 2",
                        "Content-Type: application/json",
                        "X-A: 1",
                        "Expect:");
    }

    @Test
    void whatTheProbeSaysGoesBeforeWhatTheClientUsuallySays() {
        assertThat(headers(ORDERED, Map.of("user-agent", "y"), ""))
                .contains("User-Agent: y")
                .doesNotContain("User-Agent: x/1");
    }

    @Test
    void whoDoesNotKeepAConnectionSaysSo() {
        var hasty = new ClientProfile(ORDERED.headers(), "api", 0, false, false);

        assertThat(headers(hasty, Map.of(), "")).contains("Connection: close");
    }

    @Test
    void callsTheHostAsTheClientDoes() {
        assertThat(new CurlRequest(probe(Map.of(), ""), "10.0.0.2", ORDERED).arguments())
                .containsSequence("--connect-to", "::10.0.0.2:80", "--url", "http://10.0.0.2:80/x");
        assertThat(CurlRequest.source(ORDERED, "10.0.0.2")).isEqualTo("10.0.0.200");
        assertThat(CurlRequest.source(ClientProfile.CURL, "10.0.0.2")).isEmpty();
    }

    @Test
    void aHostMayHaveAPortOfItsOwn() {
        var published = new ClientProfile(ORDERED.headers(), "localhost:5050", 0, false, false);

        assertThat(new CurlRequest(probe(Map.of(), ""), "10.0.0.2", published).arguments())
                .containsSequence("--connect-to", "::10.0.0.2:80", "--url", "http://localhost:5050/x");
    }

    @Test
    void whoIndentsWritesTheSameOverSeveralLines() {
        var indenting = new ClientProfile(ORDERED.headers(), "api", 0, false, true);
        String indented = "{\n    \"a\" : [\n        1.0,\n        2\n    ]\n}";

        assertThat(indenting.body(probe(Map.of(), "{\"a\": [1.0, 2]}"))).contains(indented);
        assertThat(headers(indenting, Map.of(), "{\"a\": [1.0, 2]}")).contains("Content-Length: " + indented.length());
        assertThat(indenting.body(probe(Map.of(), "{no json"))).contains("{no json");
    }

    @Test
    void quotesWhatGoesIntoAConfiguration() {
        assertThat(new CurlRequest(probe(Map.of(), "{\"a\": \"b\\n\"}\n"), "10.0.0.2", ORDERED).configuration("7"))
                .contains("--data-raw \"{\\\"a\\\": \\\"b\\\\n\\\"}\\n\"\n", "-o \"7\"\n", "-H \"User-Agent: x/1\"\n");
    }
}
