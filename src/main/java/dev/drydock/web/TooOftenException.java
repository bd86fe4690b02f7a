package dev.drydock.web;

/** Somebody does something too often. */
public final class TooOftenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooOftenException() {
        super("That was too often in a short time. Wait a minute, then try again.");
    }
}
