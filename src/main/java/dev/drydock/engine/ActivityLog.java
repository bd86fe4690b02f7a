package dev.drydock.engine;

import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log that {@code drydock-watch} writes in a sandbox.
 *
 * @param marked from when on nothing was missed; empty as long as the container's root is not there
 */
record ActivityLog(Optional<Instant> marked, List<Event> events, boolean complete) {

    private static final Map<String, Kind> KINDS =
            Map.of("exec", Kind.EXECUTED, "open", Kind.OPENED, "read", Kind.READ);

    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    /** Reads whole lines; the last one may still be being written. */
    static ActivityLog parse(String log) {
        Optional<Instant> marked = Optional.empty();
        List<Event> events = new ArrayList<>();
        boolean complete = true;
        for (String line : log.substring(0, log.lastIndexOf('\n') + 1).lines().toList()) {
            String[] words = line.split("\t", -1);
            switch (words[0]) {
                case "marked" -> marked = Optional.of(instant(words[1]));
                case "full" -> complete = false;
                default -> events.add(event(words));
            }
        }
        return new ActivityLog(marked, events, complete);
    }

    private static Event event(String[] words) {
        Kind kind = KINDS.get(words[0]);
        if (kind == null || words.length != 5) {
            throw new EngineException("not of drydock-watch: " + String.join(" ", words));
        }
        return new Event(kind, instant(words[1]), Integer.parseInt(words[2]), word(words[3]), word(words[4]));
    }

    private static Instant instant(String nanos) {
        return Instant.ofEpochSecond(0, Long.parseLong(nanos));
    }

    /** Bytes of names that are not ASCII are not escaped, and come as they are. */
    private static String word(String escaped) {
        return ESCAPED.matcher(escaped)
                .replaceAll(code ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(code.group(1), 8))));
    }
}
