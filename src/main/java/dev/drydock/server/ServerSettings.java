package dev.drydock.server;

import java.util.Optional;
import java.util.Set;

/**
 * What an operator chooses.
 *
 * @param host address to listen on
 * @param port 0 for any that is free
 * @param roles web, worker or both
 * @param sandboxes how many gradings a worker has going on at once
 * @param mostInFlight unfinished submissions that a learner may have
 * @param diskReserve bytes that stay free on the disks that submissions are stored on
 */
public record ServerSettings(
        String host, int port, Set<Role> roles, int sandboxes, int mostInFlight, long diskReserve) {

    private static final long GIB = 1L << 30;

    public ServerSettings {
        roles = Set.copyOf(roles);
    }

    /** What a process does. */
    public enum Role {
        /** Answers requests. */
        WEB,
        /** Grades. */
        WORKER
    }

    /** Whether requests come from this machine alone: then nobody has to sign in. */
    public boolean isOpen() {
        return Set.of("127.0.0.1", "localhost", "::1", "[::1]").contains(host);
    }

    public boolean isWeb() {
        return roles.contains(Role.WEB);
    }

    public boolean isWorker() {
        return roles.contains(Role.WORKER);
    }

    /** As the environment says, with the usual values for the rest. */
    public static ServerSettings fromEnvironment(String host, int port) {
        return new ServerSettings(
                host,
                port,
                roles(variable("DRYDOCK_ROLES").orElse("web,worker")),
                number("DRYDOCK_SANDBOXES", 1, 64).map(Math::toIntExact).orElseGet(ServerSettings::usualSandboxes),
                number("DRYDOCK_IN_FLIGHT", 1, 1000).map(Math::toIntExact).orElse(20),
                number("DRYDOCK_DISK_RESERVE_MIB", 0, Long.MAX_VALUE >> 20)
                        .map(mebibytes -> mebibytes << 20)
                        .orElse(GIB));
    }

    private static Set<Role> roles(String text) {
        return switch (text.replace(" ", "")) {
            case "web" -> Set.of(Role.WEB);
            case "worker" -> Set.of(Role.WORKER);
            case "web,worker", "worker,web" -> Set.of(Role.WEB, Role.WORKER);
            default ->
                throw new SettingException(
                        "DRYDOCK_ROLES is \"" + text + "\"", "Set it to web, worker, or web,worker.");
        };
    }

    /** A sandbox may use two CPUs, but waits most of the time: one for each, as far as memory goes. */
    private static int usualSandboxes() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    }

    private static Optional<Long> number(String name, long least, long most) {
        return variable(name).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // Told below, with the range.
            }
            throw new SettingException(
                    name + " is \"" + text + "\"", "Set it to a whole number from " + least + " to " + most + ".");
        });
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
