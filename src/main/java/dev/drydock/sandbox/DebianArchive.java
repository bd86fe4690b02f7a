package dev.drydock.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this machine gets Debian packages from, in apt's own words: sandboxes get theirs from the same place.
 *
 * @param hosts with a port where it is not 80
 * @param proxy that apt is told to use, as {@code host:port}; empty for none
 */
record DebianArchive(List<String> hosts, String proxy) {

    private static final String HOSTS_LABEL = "dev.drydock.debian.hosts";
    private static final String PROXY_LABEL = "dev.drydock.debian.proxy";

    DebianArchive {
        hosts = List.copyOf(hosts);
    }

    /** This machine's; without hosts where there is no apt, or one that knows no Debian. */
    static DebianArchive here() {
        return new DebianArchive(configuredHosts(), configuredProxy());
    }

    /** As an image carries it for those who start it: what was made with one archive goes on with the same. */
    Map<String, String> labels() {
        return Map.of(HOSTS_LABEL, String.join(" ", hosts), PROXY_LABEL, proxy);
    }

    /** Empty for an image that does not tell. */
    static Optional<DebianArchive> ofLabels(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(HOSTS_LABEL))
                .map(hosts -> new DebianArchive(
                        Stream.of(hosts.split(" "))
                                .filter(host -> !host.isEmpty())
                                .toList(),
                        labels.getOrDefault(PROXY_LABEL, "")));
    }

    /** {@code DRYDOCK_DEBIAN_MIRROR} and {@code DRYDOCK_DEBIAN_SECURITY_MIRROR} come before apt's configuration. */
    private static List<String> configuredHosts() {
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

    private static String configuredProxy() {
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
