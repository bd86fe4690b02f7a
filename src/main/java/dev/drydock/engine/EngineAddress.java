package dev.drydock.engine;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine's API is.
 *
 * @param host {@code unix://} or {@code tcp://}
 * @param tls certificates for {@code tcp://}
 */
record EngineAddress(URI host, @Nullable SSLConfig tls) {

    /**
     * In its debug log the transport renders each byte that it carries, ten times the work of carrying it; and until a
     * framework has configured logging, everything may be logged. Held here, as loggers are forgotten otherwise.
     */
    private static final Logger TRANSPORT = Logger.getLogger("com.github.dockerjava.zerodep");

    static {
        TRANSPORT.setLevel(Level.INFO);
    }

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    /** Callers are bounded by what they grade, not by the pool; a pool that is too small would deadlock builds. */
    private static final int CONNECTIONS = 256;

    /** As the Docker command line finds it: {@code DOCKER_HOST}, the current context, or the default socket. */
    static EngineAddress ofEnvironment() {
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        return new EngineAddress(config.getDockerHost(), config.getSSLConfig());
    }

    static EngineAddress ofSocket(Path socket) {
        return new EngineAddress(URI.create("unix://" + socket), null);
    }

    /**
     * @param responseLimit longest silence while an answer is awaited, null for none
     */
    DockerHttpClient client(@Nullable Duration responseLimit) {
        ZerodepDockerHttpClient.Builder builder = new ZerodepDockerHttpClient.Builder()
                .dockerHost(host)
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT_LIMIT);
        if (tls != null) {
            builder.sslConfig(tls);
        }
        if (responseLimit != null) {
            builder.responseTimeout(responseLimit);
        }
        return builder.build();
    }
}
