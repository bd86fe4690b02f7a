package dev.drydock.dockerfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON form of arguments. */
final class JsonArray {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonArray() {}

    /**
     * The strings of the array, or empty where the text is no JSON array at all: then it is meant for a shell.
     *
     * @throws Mistake when it is an array, but of something else than strings
     */
    static Optional<List<String>> strings(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(text)) {
            return Optional.of(read(json));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** Reads to the end before it judges: text that breaks off later is no array, whatever it holds. */
    private static List<String> read(JsonParser json) throws IOException {
        var strings = new ArrayList<String>();
        boolean others = false;
        json.nextToken();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                strings.add(json.getText());
            } else {
                others = true;
                skip(json);
            }
        }
        if (json.nextToken() != null) {
            throw new IOException("more after the array");
        }
        if (others) {
            throw new Mistake(
                    "The JSON form may hold nothing but strings.",
                    "Put every word in double quotes, numbers too: [\"sleep\", \"5\"].");
        }
        return strings;
    }

    private static void skip(JsonParser json) throws IOException {
        if (json.currentToken() == null) {
            throw new IOException("the array is not closed");
        }
        json.skipChildren();
    }
}
