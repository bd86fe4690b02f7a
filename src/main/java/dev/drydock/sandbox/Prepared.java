package dev.drydock.sandbox;

import java.util.List;

/**
 * What sandboxes of this process are made of.
 *
 * @param sandboxImage on the outer engine
 * @param mirrorImage on the outer engine
 * @param seedVolume volume with the bases, on the outer engine
 */
record Prepared(String sandboxImage, String mirrorImage, String seedVolume, List<PreparedBase> bases) {

    Prepared {
        bases = List.copyOf(bases);
    }
}
