package dev.drydock.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request to a container.
 *
 * @param path with a leading slash, query included
 * @param body sent as it is
 * @param patience while the connection is refused or reset, the request is tried again for this long
 * @param timeout for one answer
 */
public record HttpProbe(
        String method,
        int port,
        String path,
        Map<String, String> headers,
        Optional<String> body,
        Duration patience,
        Duration timeout) {

    public HttpProbe {
        headers = Map.copyOf(headers);
    }
}
