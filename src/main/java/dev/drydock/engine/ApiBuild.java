package dev.drydock.engine;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A build through {@code POST /build}, with a tar that has the Dockerfile in it. */
final class ApiBuild implements BuildRoute {

    private final EngineApi api;
    private final BuildRequest request;
    private final ContextBody body;
    private final String buildId = UUID.randomUUID().toString();
    private final AtomicReference<@Nullable Response> response = new AtomicReference<>();

    ApiBuild(EngineApi api, BuildRequest request) {
        this.api = api;
        this.request = request;
        this.body = ContextBody.of(request.context());
    }

    @Override
    public void build(BuildStream stream) throws IOException {
        try (Response answer = api.open(httpRequest())) {
            response.set(answer);
            stream.read(answer.getBody());
        } catch (EngineException e) {
            Throwable context = body.failure();
            throw context == null ? e : new EngineException("The build's context cannot be read", context);
        }
    }

    private Request httpRequest() {
        Url url = Url.of("/build")
                .with("version", "2")
                .with("buildid", buildId)
                .with("t", request.tag())
                .with("dockerfile", request.dockerfile())
                .with("networkmode", "default")
                .with("rm", "1")
                .with("forcerm", "1")
                .with("buildargs", new String(EngineApi.bytes(request.buildArgs()), StandardCharsets.UTF_8));
        if (request.cache() == BuildRequest.Cache.IGNORED) {
            url.with("nocache", "1");
        }
        request.target().ifPresent(target -> url.with("target", target));
        request.extraHosts().forEach((name, address) -> url.with("extrahosts", name + ":" + address));
        return Request.builder()
                .method(Request.Method.POST)
                .path(url.toString())
                .putHeader("Content-Type", "application/x-tar")
                .body(body)
                .build();
    }

    @Override
    public void cancel() {
        api.post(Url.of("/build/cancel").with("id", buildId), null);
    }

    @Override
    public void close() {
        Response answer = response.get();
        if (answer != null) {
            answer.close();
        }
        try {
            body.close();
        } catch (IOException e) {
            throw new EngineException("The build's context cannot be closed", e);
        }
    }
}
