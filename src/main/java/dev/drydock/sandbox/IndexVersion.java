package dev.drydock.sandbox;

/** Which package index a sandbox sees under the same address. */
public enum IndexVersion {
    /** The ordinary one. */
    CURRENT,
    /** The same as if time had gone on: some projects have a newer version as well. */
    MOVED
}
