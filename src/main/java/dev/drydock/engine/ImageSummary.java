package dev.drydock.engine;

import java.util.List;

/** An image as the engine lists it. */
public record ImageSummary(String id, List<String> tags, List<String> digests) {

    public ImageSummary {
        tags = List.copyOf(tags);
        digests = List.copyOf(digests);
    }
}
