package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a {@code RUN --mount} flag asks for.
 *
 * @param options as written, with names in lower case
 */
public record Mount(Map<String, String> options) {

    public Mount {
        options = Map.copyOf(options);
    }

    /** Reads the flag's value. Options are separated by commas; one with a comma in it stands in double quotes. */
    public static Mount of(String flag) {
        var options = new HashMap<String, String>();
        for (String field : fields(flag)) {
            Assignment option = Assignment.of(field);
            options.put(option.name().toLowerCase(Locale.ROOT), option.value().orElse(""));
        }
        return new Mount(options);
    }

    private static List<String> fields(String flag) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < flag.length(); i++) {
            char c = flag.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** Such as cache, secret or bind, in lower case; bind where it is not said. */
    public String type() {
        return options.getOrDefault("type", "bind").toLowerCase(Locale.ROOT);
    }

    /** The stage or image whose files are mounted. */
    public Optional<String> from() {
        return Optional.ofNullable(options.get("from")).filter(from -> !from.isEmpty());
    }

    /** The path that it is mounted at, as written; empty text where none is given. */
    public String target() {
        return Stream.of("target", "dst", "destination")
                .flatMap(name -> Stream.ofNullable(options.get(name)))
                .findFirst()
                .orElse("");
    }

    /** The secret's name: given, or the last part of the path it is mounted at. */
    String secret() {
        for (String key : List.of("id", "source", "src", "target", "dst", "destination")) {
            String value = options.get(key);
            if (value != null) {
                return value.substring(value.lastIndexOf('/') + 1);
            }
        }
        return "";
    }
}
