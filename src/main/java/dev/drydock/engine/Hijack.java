package dev.drydock.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an engine that leaves HTTP after its first answer, as {@code POST /exec/…/start} does: bytes both
 * ways, with an end of each direction of its own. docker-java can hijack too, but copies 1 KiB at a time and its
 * thread reports an end that is no error on standard error.
 */
final class Hijack implements AutoCloseable {

    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final Halves halves;

    /** What is done to both kinds of socket in different words. */
    private interface Halves {
        void shutdownOutput() throws IOException;

        void close() throws IOException;
    }

    private Hijack(InputStream in, OutputStream out, Halves halves) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.out = out;
        this.halves = halves;
    }

    /**
     * Sends the request and waits until the engine has changed over.
     *
     * @throws RefusedException if it refuses
     */
    static Hijack post(EngineAddress address, Url url, Object body) throws IOException {
        Hijack hijack = connect(address);
        try {
            byte[] json = EngineApi.bytes(body);
            String head = "POST " + url + " HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + json.length + "\r\n\r\n";
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(json);
            hijack.out.write(request.toByteArray());
            hijack.out.flush();
            hijack.readHead(url);
            return hijack;
        } catch (IOException | RuntimeException e) {
            hijack.close();
            throw e;
        }
    }

    private void readHead(Url url) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD) {
                throw new IOException("the engine's answer to POST " + url + " is not HTTP");
            }
            head.append((char) next);
        }
        int status = Integer.parseInt(head.substring(9, 12));
        if (status != 101 && status != 200) {
            byte[] reason = in.readNBytes(contentLength(head.toString()));
            throw new RefusedException("POST " + url, status, new String(reason, StandardCharsets.UTF_8).strip());
        }
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .map(length -> Math.min(length, LONGEST_HEAD))
                .findFirst()
                .orElse(0);
    }

    private static Hijack connect(EngineAddress address) throws IOException {
        URI host = address.host();
        return switch (host.getScheme()) {
            case "unix" -> unix(host.getPath());
            case "tcp", "http", "https" -> tcp(address);
            default -> throw new IOException("Drydock cannot reach engines by " + host.getScheme() + "://");
        };
    }

    private static Hijack unix(String path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Hijack(input(channel), output(channel), new Halves() {
            @Override
            public void shutdownOutput() throws IOException {
                channel.shutdownOutput();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        });
    }

    @SuppressWarnings("AddressSelection") // the address that the user configured, as the user's resolver sees it
    private static Hijack tcp(EngineAddress address) throws IOException {
        URI host = address.host();
        SSLContext tls = sslContext(address);
        Socket socket = tls == null
                ? new Socket(host.getHost(), host.getPort())
                : tls.getSocketFactory().createSocket(host.getHost(), host.getPort());
        socket.setTcpNoDelay(true);
        return new Hijack(socket.getInputStream(), socket.getOutputStream(), new Halves() {
            @Override
            public void shutdownOutput() throws IOException {
                socket.shutdownOutput();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        });
    }

    private static @Nullable SSLContext sslContext(EngineAddress address) throws IOException {
        try {
            return address.tls() == null ? null : address.tls().getSSLContext();
        } catch (GeneralSecurityException e) {
            throw new IOException("The engine's certificates cannot be used", e);
        }
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** Ends what is sent; what is received goes on. */
    void shutdownOutput() throws IOException {
        halves.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        halves.close();
    }

    /** Unlike the streams of {@link java.nio.channels.Channels}, these two do not exclude each other. */
    static InputStream input(SocketChannel channel) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                try {
                    return channel.read(ByteBuffer.wrap(bytes, offset, length));
                } catch (AsynchronousCloseException e) {
                    // Closing from another thread is how these connections are ended.
                    return -1;
                }
            }
        };
    }

    static OutputStream output(SocketChannel channel) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        };
    }
}
