package dev.drydock.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.text.Plain;
import dev.drydock.text.Utf8;
import dev.drydock.yaml.Mappers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files within JSON: {@code {"files": {"Dockerfile": "FROM …"}}}, and {@code {"base64": "…"}} for what is no text. */
final class JsonFiles {

    private static final String FILES = "files";
    private static final String BASE64 = "base64";
    private static final int LONGEST_NAME = 80;
    private static final String FORM = "Send {\"files\": {\"Dockerfile\": \"FROM …\"}}; a file that is no text is"
            + " {\"base64\": \"…\"} instead of a string.";

    private JsonFiles() {}

    /**
     * Reads what a program sent.
     *
     * @return contents by path
     */
    static SortedMap<String, byte[]> read(byte[] body) {
        JsonNode document = parse(body);
        JsonNode files = document.path(FILES);
        if (!files.isObject()) {
            throw Mistakes.badRequest("There is no object \"files\". " + FORM);
        }
        for (Map.Entry<String, JsonNode> other : document.properties()) {
            if (!other.getKey().equals(FILES)) {
                throw Mistakes.badRequest("\"" + shown(other.getKey()) + "\" means nothing here. " + FORM);
            }
        }
        SortedMap<String, byte[]> contents = new TreeMap<>();
        files.properties().forEach(file -> contents.put(file.getKey(), content(file.getKey(), file.getValue())));
        return contents;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Mappers.DOCUMENTS.readTree(body);
        } catch (JsonProcessingException broken) {
            throw Mistakes.badRequest(
                    "The body is not JSON: line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr() + ". " + FORM);
        } catch (IOException broken) {
            throw Mistakes.badRequest("The body is not JSON in UTF-8. " + FORM);
        }
    }

    private static byte[] content(String path, JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().getBytes(StandardCharsets.UTF_8);
        }
        if (value.size() == 1 && value.path(BASE64).isTextual()) {
            try {
                return Base64.getDecoder().decode(value.path(BASE64).textValue());
            } catch (IllegalArgumentException broken) {
                throw Mistakes.badRequest("The content of " + shown(path) + " is not base64.");
            }
        }
        throw Mistakes.badRequest(
                "The content of " + shown(path) + " is neither a string nor {\"base64\": \"…\"}. " + FORM);
    }

    private static String shown(String name) {
        String plain = Plain.line(name);
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "…" : plain;
    }

    /** Writes files in the form in which they are read. */
    static ObjectNode write(Map<String, byte[]> contents) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode files = document.putObject(FILES);
        contents.forEach((path, content) -> Utf8.text(content)
                .ifPresentOrElse(
                        text -> files.put(path, text),
                        () -> files.putObject(path)
                                .put(BASE64, Base64.getEncoder().encodeToString(content))));
        return document;
    }
}
