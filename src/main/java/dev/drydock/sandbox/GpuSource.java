package dev.drydock.sandbox;

import dev.drydock.engine.OuterEngine;

/** Where the GPUs of sandboxes come from. */
final class GpuSource {

    /** An operator's word: {@code simulated} leaves a machine's GPUs alone, whose driver is broken, say. */
    static final String VARIABLE = "DRYDOCK_GPUS";

    private GpuSource() {}

    /** Whether sandboxes are given the machine's own; otherwise they simulate some. */
    static boolean isMachine(OuterEngine outer) {
        return !"simulated".equals(System.getenv(VARIABLE)) && outer.givesGpus();
    }
}
