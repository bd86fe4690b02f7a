package dev.drydock.content;

import dev.drydock.yaml.Key;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A change that a rebuild makes to one file of the context. */
public record Edit(
        @Key(value = "Name by which checks refer to the edit.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
        String name,

        @Key(value = "The file that is changed, relative to the context.", min = 1)
        String file,

        @Key("How it is changed: append-comment adds a comment with a random word at its end.")
        How how,

        @Key("What begins a comment in this file; \"# \" if left out.")
        Optional<String> prefix) {

    private static final String USUAL_PREFIX = "# ";

    /** Ways to change a file. */
    public enum How {
        APPEND_COMMENT
    }

    /**
     * The file after the edit: what was there, byte for byte, and a comment line of its own.
     *
     * @param nonce a random word that no build has seen before
     */
    public byte[] apply(byte[] original, String nonce) {
        if (!nonce.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("a nonce is letters, digits and dashes: " + nonce);
        }
        String newline = lineBreak(original);
        boolean open = original.length > 0 && original[original.length - 1] != '\n';
        String comment = (open ? newline : "") + prefix.orElse(USUAL_PREFIX) + "drydock " + nonce + newline;
        ByteArrayOutputStream edited = new ByteArrayOutputStream(original.length + comment.length());
        edited.writeBytes(original);
        edited.writeBytes(comment.getBytes(StandardCharsets.UTF_8));
        return edited.toByteArray();
    }

    /** Files from Windows keep their line breaks, as a mixture would be a second change. */
    private static String lineBreak(byte[] original) {
        for (int i = 1; i < original.length; i++) {
            if (original[i] == '\n') {
                return original[i - 1] == '\r' ? "\r\n" : "\n";
            }
        }
        return "\n";
    }
}
