package dev.drydock.engine;

/**
 * What an engine says of itself.
 *
 * @param version such as {@code 26.1.5}
 * @param storageDriver such as {@code overlay2}
 * @param cgroupVersion {@code 1} or {@code 2}
 * @param userNamespaces whether containers run in a user namespace of their own
 */
public record EngineInfo(String version, String storageDriver, String cgroupVersion, boolean userNamespaces) {}
