package dev.drydock.engine;

import java.util.List;
import java.util.OptionalInt;

/**
 * An image.
 *
 * @param id {@code sha256:…} of its configuration
 * @param layers lowest first
 * @param history oldest first, joined to the layers
 */
public record Image(String id, ImageConfig config, List<Layer> layers, List<HistoryEntry> history) {

    public Image {
        layers = List.copyOf(layers);
        history = List.copyOf(history);
    }

    /**
     * A layer.
     *
     * @param diffId digest of the uncompressed layer
     * @param bytes uncompressed bytes of its files, as the engine's {@code history} reports them
     * @param createdBy the history entry that made it
     */
    public record Layer(String diffId, long bytes, String createdBy) {}

    /**
     * A step of the image's making.
     *
     * @param layer index into {@link Image#layers()}, empty for an entry that changed configuration only
     */
    public record HistoryEntry(String createdBy, OptionalInt layer) {}

    /** Number of leading layers that both images share: where {@code base} is the base, the layers that are its. */
    public int layersSharedWith(Image base) {
        int shared = 0;
        while (shared < layers.size()
                && shared < base.layers.size()
                && layers.get(shared).diffId().equals(base.layers.get(shared).diffId())) {
            shared++;
        }
        return shared;
    }

    /** Bytes of the layers from the given index upwards. */
    public long bytesFrom(int firstLayer) {
        return layers.stream().skip(firstLayer).mapToLong(Layer::bytes).sum();
    }
}
