package dev.drydock.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lines that come over a connection, which is given up when nothing comes for a while: it may be dead without a word. */
final class LineStream implements AutoCloseable {

    private final InputStream in;
    private final Duration longestSilence;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    LineStream(InputStream in, Duration longestSilence) {
        this.in = in;
        this.longestSilence = longestSilence;
        Thread.ofVirtual().name("lines").start(this::read);
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException broken) {
            // For whoever reads, a connection that breaks is one that ends.
        } finally {
            lines.add(Optional.empty());
        }
    }

    /**
     * The next line; empty at the end.
     *
     * @throws InterruptedIOException when nothing came for too long
     */
    Optional<String> next() throws IOException, InterruptedException {
        Optional<String> line = lines.poll(longestSilence.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new InterruptedIOException("nothing came for " + longestSilence.toSeconds() + " s");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
