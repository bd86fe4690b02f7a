package dev.drydock.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where this machine gets Debian packages from, in apt's own words: sandboxes get theirs from the same place. */
final class DebianArchive {

    private DebianArchive() {}

    /**
     * Hosts, with a port where it is not 80, of the archives in apt's configuration; {@code DRYDOCK_DEBIAN_MIRROR} and
     * {@code DRYDOCK_DEBIAN_SECURITY_MIRROR} come before it. Empty where there is no apt.
     */
    static List<String> hosts() {
        Stream<String> given = Stream.of("DRYDOCK_DEBIAN_MIRROR", "DRYDOCK_DEBIAN_SECURITY_MIRROR")
                .map(System::getenv)
                .filter(Objects::nonNull);
        Stream<String> configured = lines("apt-get", "indextargets", "--format", "$(SITE)", "Origin: Debian").stream();
        return Stream.concat(given, configured)
                .map(URI::create)
                .filter(site -> site.getHost() != null)
                .map(site -> site.getPort() < 0 ? site.getHost() : site.getHost() + ":" + site.getPort())
                .distinct()
                .sorted()
                .toList();
    }

    /** The proxy that apt is told to use, as {@code host:port}; empty for none. */
    static String proxy() {
        return lines("apt-config", "dump", "--format", "%v%n", "Acquire::http::Proxy").stream()
                .filter(line -> !line.isBlank())
                .map(URI::create)
                .filter(proxy -> proxy.getHost() != null)
                .map(proxy -> proxy.getHost() + ":" + (proxy.getPort() < 0 ? 80 : proxy.getPort()))
                .findFirst()
                .orElse("");
    }

    private static List<String> lines(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException noApt) {
            return List.of();
        }
    }
}
