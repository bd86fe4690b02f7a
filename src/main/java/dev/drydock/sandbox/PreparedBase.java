package dev.drydock.sandbox;

/**
 * A base as it lies in the seed.
 *
 * @param ref as in the catalogue
 * @param imageId in the nested engines
 * @param digest by which it can be pinned here: {@code sha256:…} of the manifest in the mirror's registry
 * @param source where it is from
 */
public record PreparedBase(String ref, String imageId, String digest, Source source) {

    /** Where a base is from. */
    public enum Source {
        /** Pulled from the registry that publishes it. */
        UPSTREAM,
        /** Made from Debian's packages. */
        STAND_IN
    }
}
