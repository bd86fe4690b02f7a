package dev.drydock.engine;

/**
 * A container that was started.
 *
 * @param network the internal network that was made for it
 */
public record Container(String id, String network) {}
