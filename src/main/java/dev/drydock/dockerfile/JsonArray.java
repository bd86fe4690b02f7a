package dev.drydock.dockerfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of arguments. */
final class JsonArray {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonArray() {}

    /**
     * The strings of the array, or empty where the text is no JSON array at all: then it is meant for a shell.
     *
     * @throws Mistake when it is an array, but of something else than strings
     */
    static Optional<List<Word>> strings(SourceText text) {
        if (!text.startsWith("[", 0)) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(text.toString())) {
            return Optional.of(read(json, text));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** Reads to the end before it judges: text that breaks off later is no array, whatever it holds. */
    private static List<Word> read(JsonParser json, SourceText text) throws IOException {
        var strings = new ArrayList<Word>();
        @Nullable SourceText other = null;
        json.nextToken();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                String string = json.getText();
                strings.add(new Word(string, source(json, text)));
            } else if (json.currentToken() == null) {
                throw new IOException("the array is not closed");
            } else {
                other = other == null ? source(json, text) : other;
                json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new IOException("more after the array");
        }
        if (other != null) {
            throw new Mistake(
                            "The JSON form may hold nothing but strings.",
                            "Put every word in double quotes, numbers too: [\"sleep\", \"5\"].")
                    .in(other);
        }
        return strings;
    }

    /** The token that was read last, as written. */
    private static SourceText source(JsonParser json, SourceText text) {
        int start = (int) json.currentTokenLocation().getCharOffset();
        int end = (int) json.currentLocation().getCharOffset();
        return text.slice(start, Math.min(end, text.length()));
    }
}
