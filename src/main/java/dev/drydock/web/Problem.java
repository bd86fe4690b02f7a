package dev.drydock.web;

/**
 * An error as programs read it (RFC 9457).
 *
 * @param title what kind of error, a few words
 * @param status the HTTP status
 * @param detail what happened and what to do
 */
public record Problem(String title, int status, String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";
}
