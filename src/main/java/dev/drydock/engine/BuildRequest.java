package dev.drydock.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One build.
 *
 * @param context files sent to the engine, the Dockerfile among them
 * @param dockerfile path of the Dockerfile inside the context
 * @param tag name given to the image
 * @param buildArgs values for ARG instructions
 * @param target stage to build, the last one if empty
 * @param extraHosts names that resolve during the build, to IPv4 addresses
 * @param limit wall-clock limit; a build that reaches it is cancelled
 * @param maxLogBytes log bytes after which a build is cancelled, all steps together; of each step BuildKit itself passes
 *     on no more than 2 MiB, and 200 KiB a second
 * @param cache what the build can find in the engine's build cache
 * @param dockerfileApart whether COPY must not see the Dockerfile, although it comes with the context
 */
public record BuildRequest(
        BuildContext context,
        String dockerfile,
        String tag,
        Map<String, String> buildArgs,
        Optional<String> target,
        Map<String, String> extraHosts,
        Duration limit,
        long maxLogBytes,
        Cache cache,
        boolean dockerfileApart) {

    /** What a build can find in the engine's build cache. */
    public enum Cache {
        /** Nothing: no build came before it. */
        EMPTY,
        /** Results of the builds before it. */
        FILLED,
        /** Nothing, as on another machine: every step is executed, whatever the cache holds, and cache mounts are empty. */
        IGNORED
    }

    public BuildRequest {
        buildArgs = Map.copyOf(buildArgs);
        extraHosts = Map.copyOf(extraHosts);
    }

    /** After other builds, or none. */
    public BuildRequest(
            BuildContext context,
            String dockerfile,
            String tag,
            Map<String, String> buildArgs,
            Optional<String> target,
            Map<String, String> extraHosts,
            Duration limit,
            long maxLogBytes) {
        this(context, dockerfile, tag, buildArgs, target, extraHosts, limit, maxLogBytes, Cache.FILLED, false);
    }
}
