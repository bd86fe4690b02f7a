package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an engine tells of a path in a container, in the header {@code X-Docker-Container-Path-Stat} of its archive API.
 *
 * @param size in bytes
 * @param mode as Go's os.FileMode has it
 */
record PathStat(long size, long mode) {

    private static final Pattern HEADER = Pattern.compile("(?im)^X-Docker-Container-Path-Stat: *(\\S+)");

    /** Go's os.ModeType: folders, links, pipes, sockets, devices and what is none of these. */
    private static final long NOT_REGULAR = 0x8F280000L;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param head of an HTTP answer */
    static Optional<PathStat> of(String head) {
        Matcher header = HEADER.matcher(head);
        if (!header.find()) {
            return Optional.empty();
        }
        try {
            JsonNode stat = JSON.readTree(Base64.getDecoder().decode(header.group(1)));
            return Optional.of(
                    new PathStat(stat.path("size").asLong(), stat.path("mode").asLong()));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new EngineException("The engine's word about a file cannot be read", unreadable);
        }
    }

    boolean isRegular() {
        return (mode & NOT_REGULAR) == 0;
    }
}
