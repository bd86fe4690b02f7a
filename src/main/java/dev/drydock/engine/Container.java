package dev.drydock.engine;

import java.util.Optional;

/**
 * A container that was created and started, as far as the image allowed it.
 *
 * @param id empty where the engine refused to create it
 * @param network the internal network it is on; containers on it cannot reach each other
 * @param refusal why the engine refused to create it, such as an image without a command
 */
public record Container(String id, String network, Optional<String> refusal) {}
