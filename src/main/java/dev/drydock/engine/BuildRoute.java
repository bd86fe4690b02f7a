package dev.drydock.engine;

import java.io.IOException;

/** A way to have the engine's BuildKit build, for one build. Closing it cuts the build off. */
interface BuildRoute extends AutoCloseable {

    /**
     * Builds, and returns when the build has ended, well or not.
     *
     * @param stream told of everything
     * @throws IOException if the progress broke off
     */
    void build(BuildStream stream) throws IOException;

    /** Asks for an end. To be called from another thread. */
    void cancel();

    @Override
    void close();
}
