package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One request as curl's options, in the sandbox: to the container's own address, so that what listens on the container's
 * loopback alone does not answer, and as the client would send it.
 */
final class CurlRequest {

    /** Status, curl's exit code, seconds, curl's words. */
    private static final String REPORT = "%{stderr}%{http_code} %{exitcode} %{time_total} %{errormsg}\\n";

    private static final String JSON = "application/json";

    private final HttpProbe probe;
    private final String address;
    private final ClientProfile client;
    private final Optional<String> body;

    /** @param address IPv4 address of the container */
    CurlRequest(HttpProbe probe, String address, ClientProfile client) {
        this.probe = probe;
        this.address = address;
        this.client = client;
        this.body = client.body(probe).filter(text -> !text.isEmpty());
    }

    /** The address that the client asks from; empty for the gateway's, which curl takes by itself. */
    static String source(ClientProfile client, String address) {
        return client.neighbour() == 0 ? "" : address.substring(0, address.lastIndexOf('.') + 1) + client.neighbour();
    }

    /** As the client writes it. An empty one is sent as none, which is the same on the wire but for a length of zero. */
    Optional<String> body() {
        return body;
    }

    /** On a command line; the body comes besides. */
    List<String> arguments() {
        return options().stream()
                .flatMap(option -> Stream.concat(Stream.of(option.name()), option.value().stream()))
                .toList();
    }

    /**
     * In a configuration file, with the body.
     *
     * @param output name of the file for the reply, headers first
     */
    String configuration(String output) {
        List<Option> options = new ArrayList<>(options());
        options.add(new Option("-o", output));
        body.ifPresent(text -> options.add(new Option("--data-raw", text)));
        var text = new StringBuilder();
        options.forEach(option -> text.append(option.name())
                .append(option.value().map(CurlRequest::quoted).orElse(""))
                .append('\n'));
        return text.toString();
    }

    private static String quoted(String value) {
        return " \""
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }

    private List<Option> options() {
        List<Option> options = new ArrayList<>();
        Stream.of("-s", "-i", "-g", "--path-as-is", "--http1.1").forEach(name -> options.add(new Option(name)));
        options.add(new Option("--noproxy", "*"));
        options.add(new Option("--proto", "=http"));
        options.add(new Option("-w", REPORT));
        options.add(new Option(
                "-m", String.format(Locale.ROOT, "%.3f", probe.timeout().toMillis() / 1000.0)));
        options.add(probe.method().equals("HEAD") ? new Option("--head") : new Option("-X", probe.method()));
        if (client.sends("Accept-Encoding")) {
            // Whoever offers encodings can read them.
            options.add(new Option("--compressed"));
        }
        headers().forEach(header -> options.add(new Option("-H", header)));
        // The name by which the client knows the service leads to the container.
        options.add(new Option("--connect-to", "::" + address + ":" + probe.port()));
        String host = client.host().equals(ClientProfile.ADDRESS) ? address : client.host();
        String authority = host.contains(":") ? host : host + ":" + probe.port();
        options.add(new Option("--url", "http://" + authority + probe.path()));
        return options;
    }

    /** The client's headers in its own order, what the probe says in their places or after them, and nothing of curl's. */
    private List<String> headers() {
        List<String> headers = new ArrayList<>();
        client.headers().stream()
                .flatMap(usual -> own(usual.getKey())
                        .map(value -> header(usual.getKey(), value.equals(JSON) ? value + charset(usual) : value))
                        .or(() -> usual(usual.getKey(), usual.getValue()))
                        .stream())
                .forEach(headers::add);
        probe.headers().entrySet().stream()
                .filter(own -> !client.sends(own.getKey()))
                .forEach(own -> headers.add(header(own.getKey(), own.getValue())));
        Stream.of("User-Agent", "Accept", "Content-Type", "Expect")
                .filter(name -> headers.stream().noneMatch(sent -> isOf(sent, name)))
                .forEach(name -> headers.add(name + ":"));
        return headers;
    }

    private static String charset(Map.Entry<String, String> usual) {
        return usual.getKey().equals(ClientProfile.CONTENT_TYPE) ? usual.getValue() : "";
    }

    private static boolean isOf(String header, String name) {
        return header.regionMatches(true, 0, name, 0, name.length()) && ":;".indexOf(header.charAt(name.length())) >= 0;
    }

    private Optional<String> own(String name) {
        return probe.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<String> usual(String name, String value) {
        return switch (name) {
            case ClientProfile.CONTENT_TYPE -> Optional.empty();
            case ClientProfile.CONTENT_LENGTH ->
                body.map(text -> header(name, Integer.toString(text.getBytes(StandardCharsets.UTF_8).length)));
            case "Connection" -> Optional.of(header(name, client.reusesConnections() ? value : "close"));
            default -> Optional.of(header(name, value));
        };
    }

    private static String header(String name, String value) {
        if (name.startsWith("@") || (name + value).chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("not a header: " + name);
        }
        return value.isEmpty() ? name + ";" : name + ": " + value;
    }

    private record Option(String name, Optional<String> value) {
        Option(String name) {
            this(name, Optional.empty());
        }

        Option(String name, String value) {
            this(name, Optional.of(value));
        }
    }
}
