package dev.drydock.sandbox;

import java.util.List;

/**
 * An image that a submission may build FROM.
 *
 * @param ref short reference, such as {@code python:3.11-slim}
 * @param aliases other tags that mean the same image
 * @param upstream full reference of the image it stands for
 * @param digest upstream's digest; empty until it was read from a registry
 * @param recipe folder under {@code bases/recipes} that makes the offline stand-in
 * @param licence of what is in it
 * @param standsFor one sentence for people
 * @param firstUse when it is prepared
 */
public record Base(
        String ref,
        List<String> aliases,
        String upstream,
        String digest,
        String recipe,
        String licence,
        String standsFor,
        FirstUse firstUse) {

    public Base {
        aliases = List.copyOf(aliases);
    }

    /** When a base is prepared. */
    public enum FirstUse {
        /** By {@code drydock up}, since the first exercise needs it. */
        UP,
        /** When a submission names it, or by {@code drydock bases prepare}. */
        DEMAND
    }
}
