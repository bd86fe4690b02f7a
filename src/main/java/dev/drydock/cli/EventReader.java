package dev.drydock.cli;

import java.util.Optional;

/** Puts the lines of a stream of server-sent events together, as the HTML standard reads them. */
final class EventReader {

    private String id = "";
    private String name = "";
    private final StringBuilder data = new StringBuilder();

    /**
     * Something that the server tells.
     *
     * @param id of the last event that had one
     * @param name of its kind
     */
    record Event(String id, String name, String data) {}

    /** Takes the next line; with an event if that ends one. */
    Optional<Event> take(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String rest = colon < 0 ? "" : line.substring(colon + 1);
        String value = rest.startsWith(" ") ? rest.substring(1) : rest;
        switch (field) {
            case "id" -> id = value;
            case "event" -> name = value;
            case "data" -> data.append(value).append('\n');
            // A line that begins with a colon is a comment; fields that are not known are left out.
            default -> {}
        }
        return Optional.empty();
    }

    private Optional<Event> end() {
        String kind = name;
        String text = data.toString();
        name = "";
        data.setLength(0);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Event(id, kind.isEmpty() ? "message" : kind, text.substring(0, text.length() - 1)));
    }
}
