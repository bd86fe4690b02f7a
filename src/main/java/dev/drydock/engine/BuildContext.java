package dev.drydock.engine;

import java.io.IOException;
import java.io.OutputStream;

/** What a build may read: written as an uncompressed tar, the same bytes for the same files. */
@FunctionalInterface
public interface BuildContext {

    void writeTo(OutputStream out) throws IOException;
}
