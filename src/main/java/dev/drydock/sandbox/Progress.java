package dev.drydock.sandbox;

/** Hears about long work while it happens. */
@FunctionalInterface
public interface Progress {

    /**
     * @param what the thing that is worked on, such as {@code python:3.11-slim}
     * @param message what happens to it now, a few words
     */
    void say(String what, String message);

    /** Nobody listens. */
    static Progress silent() {
        return (what, message) -> {};
    }
}
