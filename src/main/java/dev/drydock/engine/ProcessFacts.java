package dev.drydock.engine;

import java.util.List;
import java.util.Map;

/**
 * PID 1 of a container, read through /proc outside of it.
 *
 * @param uid effective uid inside the container
 * @param gid effective gid inside the container
 * @param commandLine its argv
 * @param environment its environment at start; untrusted
 * @param capabilities the most that it can ever have, as a bit set (CapBnd of proc(5))
 */
public record ProcessFacts(
        int uid, int gid, List<String> commandLine, Map<String, String> environment, long capabilities) {

    public ProcessFacts {
        commandLine = List.copyOf(commandLine);
        environment = Map.copyOf(environment);
    }
}
