package dev.drydock.engine;

import dev.drydock.sandbox.SandboxPool;
import dev.drydock.sandbox.TestSandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A nested engine with the base {@link #BASE} and nothing else. */
final class EngineFixture implements AfterAllCallback {

    static final String BASE = "python:3.11-slim";
    static final Duration LONG = Duration.ofSeconds(60);

    private final SandboxPool.Lease lease = TestSandbox.lease();
    final OuterEngine outer = OuterEngine.connect();
    /** Name of a running sandbox whose engine has the base. */
    final String sandbox = lease.sandbox().containerId();

    final NestedEngine engine = outer.open(sandbox);
    final Set<String> bases = Set.of(engine.image(BASE).id());
    final EngineUsage whenNew;

    EngineFixture() {
        engine.empty(bases);
        whenNew = engine.usage();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        engine.close();
        outer.close();
        lease.close();
    }

    BuildOutcome build(String tag, String dockerfile) {
        return build(request(tag, dockerfile, Map.of()));
    }

    BuildOutcome build(BuildRequest request) {
        return engine.build(request, event -> {});
    }

    /** Builds what has to build. */
    Image image(String tag, String dockerfile, Map<String, String> files) {
        BuildOutcome outcome = build(request(tag, dockerfile, files));
        if (outcome instanceof BuildOutcome.Built built) {
            return engine.image(built.imageId());
        }
        throw new AssertionError(outcome);
    }

    static BuildRequest request(String tag, String dockerfile, Map<String, String> files) {
        return request(tag, context(dockerfile, files), LONG, 1 << 20);
    }

    static BuildRequest request(String tag, BuildContext context, Duration limit, long maxLogBytes) {
        return new BuildRequest(context, "Dockerfile", tag, Map.of(), Optional.empty(), Map.of(), limit, maxLogBytes);
    }

    static ContextTar context(String dockerfile, Map<String, String> files) {
        Map<String, byte[]> contents = new HashMap<>();
        contents.put("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8));
        files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return ContextTar.of(contents);
    }

    /** Small limits for a container that is run as its image says. */
    static RunRequest run(String image) {
        return new RunRequest(image, Map.of(), false, Optional.empty(), limits(256 << 20));
    }

    static RunLimits limits(long memory) {
        return new RunLimits(memory, 1, 100, 1024, 64 << 20, 1 << 20);
    }
}
