package dev.drydock.engine;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the kernel told, outside of a container, of the programs in it: from before its first one ran until now.
 *
 * @param started when the engine started the container
 * @param events in the order in which they happened
 * @param complete whether all was written down; a program that starts others without end is not followed for ever
 */
public record Activity(Instant started, List<Event> events, boolean complete) {

    public Activity {
        events = List.copyOf(events);
    }

    /** What a process did. */
    public enum Kind {
        /** It executed the file at the path. */
        EXECUTED,
        /** It opened the file at the path. */
        OPENED,
        /** It read from the file at the path; told once for each process and path. */
        READ
    }

    /**
     * Something that happened.
     *
     * @param pid as the sandbox sees it; that of the process, whatever thread of it acted
     * @param path inside the container
     * @param program the process's program then, before it executed another; untrusted
     */
    public record Event(Kind kind, Instant at, int pid, String path, String program) {}

    /** Each time that one of these watched files was opened. */
    public List<Event> openings(Set<String> paths) {
        return events.stream()
                .filter(event -> event.kind() == Kind.OPENED && paths.contains(event.path()))
                .toList();
    }
}
