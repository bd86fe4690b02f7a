package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A {@code RUN --mount} option, as far as it says where the mounted files come from. */
record Mount(Map<String, String> options) {

    /** Options are separated by commas; one with a comma in it stands in double quotes. */
    static Mount of(String flag) {
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

    String type() {
        return options.getOrDefault("type", "bind").toLowerCase(Locale.ROOT);
    }

    Optional<String> from() {
        return Optional.ofNullable(options.get("from")).filter(from -> !from.isEmpty());
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
