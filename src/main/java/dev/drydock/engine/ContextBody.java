package dev.drydock.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import org.jspecify.annotations.Nullable;

/** A {@link BuildContext}, which writes, as the body of a request, which is read; nothing of it is kept in memory. */
final class ContextBody extends FilterInputStream {

    private volatile @Nullable Throwable failure;

    private ContextBody(InputStream in) {
        super(in);
    }

    static ContextBody of(BuildContext context) {
        try {
            Pipe pipe = Pipe.open();
            ContextBody body = new ContextBody(Channels.newInputStream(pipe.source()));
            Thread.ofVirtual().name("build-context").start(() -> body.write(context, pipe));
            return body;
        } catch (IOException e) {
            throw new EngineException("No pipe for the build's context", e);
        }
    }

    private void write(BuildContext context, Pipe pipe) {
        // Set before the pipe is closed, so that the reader never takes a context that broke off for a whole one.
        try (OutputStream out = Channels.newOutputStream(pipe.sink())) {
            try {
                context.writeTo(out);
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Why the context could not be written, if so. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        return whole(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return whole(super.read(bytes, offset, length));
    }

    private int whole(int read) throws IOException {
        Throwable cause = failure;
        if (read < 0 && cause != null) {
            throw new IOException("The build's context cannot be read", cause);
        }
        return read;
    }
}
