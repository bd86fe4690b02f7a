package dev.drydock.web;

/** Somebody does something too often, or sends too much. */
public final class TooOftenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TooOftenException(String message) {
        super(message);
    }

    static TooOftenException often() {
        return new TooOftenException("That was too often in a short time. Wait a minute, then try again.");
    }

    static TooOftenException much() {
        return new TooOftenException(
                "You have handed in more bytes than anybody may in a day. Keep large files out of your"
                        + " submissions; a little more is taken every minute.");
    }
}
