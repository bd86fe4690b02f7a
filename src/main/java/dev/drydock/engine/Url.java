package dev.drydock.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A path of the engine's API with its query, everything encoded. */
final class Url {

    private final StringBuilder text = new StringBuilder();
    private char separator = '?';

    private Url() {}

    /** Segments that start with a slash are taken as they are; all others are encoded. */
    static Url of(String... segments) {
        Url url = new Url();
        for (String segment : segments) {
            url.text.append(segment.startsWith("/") ? segment : encode(segment));
        }
        return url;
    }

    Url with(String name, String value) {
        text.append(separator).append(name).append('=').append(encode(value));
        separator = '&';
        return this;
    }

    private static String encode(String value) {
        // URLEncoder writes forms, where a plus is a space; in a path it would be a plus.
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
