package dev.drydock.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A private unix socket that leads to the engine inside a container: each connection becomes an exec of {@code docker
 * system dial-stdio} there. So the engine needs no port that anything else could find, and it is reached wherever the
 * outer engine is.
 */
public final class DialStdioSocket implements AutoCloseable {

    private static final Logger LOG = System.getLogger(DialStdioSocket.class.getName());
    private static final List<String> DIAL = List.of("docker", "system", "dial-stdio");
    private static final int BUFFER = 64 * 1024;
    /** What a client is given to notice that the engine has ended the connection, and to close it too. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final EngineApi outer;
    private final String container;
    private final Path folder;
    private final Path socket;
    private final ServerSocketChannel server;
    /** The far ends of the open connections; a near end is closed with its far end. */
    private final Set<Hijack> open = ConcurrentHashMap.newKeySet();

    private DialStdioSocket(EngineApi outer, String container, Path folder) throws IOException {
        this.outer = outer;
        this.container = container;
        this.folder = folder;
        this.socket = folder.resolve("engine.sock");
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    /**
     * Begins to listen.
     *
     * @param container id of a running container of the outer engine, with the docker command line inside
     */
    static DialStdioSocket open(EngineApi outer, String container) {
        try {
            Path folder = Files.createTempDirectory(
                    "drydock-engine-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            DialStdioSocket socket = new DialStdioSocket(outer, container, folder);
            Thread.ofVirtual().name("dial-stdio").start(socket::accept);
            return socket;
        } catch (IOException e) {
            throw new EngineException("Cannot listen on a private socket", e);
        }
    }

    /** Where it listens; only this user may connect. */
    public Path path() {
        return socket;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().name("dial-stdio-connection").start(() -> serve(client));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.log(Level.WARNING, "A connection to a sandbox's engine could not be accepted", e);
            }
        }
    }

    /** The answers' direction runs here, the requests' on a thread of its own. */
    private void serve(SocketChannel client) {
        try (client;
                Hijack far = ExecCall.start(outer, container, DIAL, true)) {
            open.add(far);
            try {
                if (!server.isOpen()) {
                    return;
                }
                Thread requests = Thread.ofVirtual().name("dial-stdio-requests").start(() -> forward(client, far));
                Frames.read(far.in(), (error, buffer, length) -> deliver(client, error, buffer, length));
                client.shutdownOutput();
                requests.join(LAST_WORDS);
            } finally {
                open.remove(far);
            }
        } catch (IOException | EngineException e) {
            // The client sees a closed connection, which it reports with what it wanted.
            LOG.log(Level.DEBUG, "A connection to a sandbox's engine ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deliver(SocketChannel client, boolean error, byte[] buffer, int length) throws IOException {
        if (error) {
            LOG.log(Level.DEBUG, () -> "dial-stdio: " + new String(buffer, 0, length, StandardCharsets.UTF_8));
        } else {
            Hijack.output(client).write(buffer, 0, length);
        }
    }

    /**
     * When the client ends its requests, so do we, and its answers go on. A client that closed the whole connection
     * looks the same from here; the engine then gives up what it was doing for it and ends the answers itself.
     */
    private void forward(SocketChannel client, Hijack far) {
        try {
            InputStream in = Hijack.input(client);
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                far.out().write(buffer, 0, read);
                far.out().flush();
            }
            far.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(far);
        }
    }

    private static void closeQuietly(Hijack far) {
        try {
            far.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing", e);
        }
    }

    /** Ends every connection. */
    @Override
    public void close() {
        try {
            server.close();
            open.forEach(DialStdioSocket::closeQuietly);
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
