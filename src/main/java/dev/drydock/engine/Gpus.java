package dev.drydock.engine;

import java.util.List;

/**
 * The GPUs that a sandbox can give to containers.
 *
 * @param uuids as the driver names them, in the order of their numbers
 */
public record Gpus(Kind kind, List<String> uuids) {

    /** What they prove. */
    public enum Kind {
        /** The machine's own: what works with them works. */
        REAL,
        /** Devices that open and a driver that answers questions, and computes nothing: they show who asks. */
        SIMULATED
    }

    public Gpus {
        uuids = List.copyOf(uuids);
    }
}
