package dev.drydock.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A build through Docker's own command line in the sandbox, which sends the Dockerfile apart from the context: what the
 * ignore file says of it holds, and no COPY sees it. {@code POST /build} knows no Dockerfile but one in the context.
 */
final class CommandLineBuild implements BuildRoute {

    /**
     * Unpacks the context, takes the Dockerfile out, and builds. The context has been filtered, so an ignore file of its own
     * makes sure that nothing else is left out. Writes the image's id on standard output.
     */
    private static final String SCRIPT = """
            id=$1 dockerfile=$2; shift 2
            dir=$(mktemp -d) || exit 1
            trap 'rm -rf "$dir" "/run/drydock-build.$id"' EXIT
            mkdir "$dir/context" && tar -xpf - --numeric-owner -C "$dir/context" || exit 1
            mv "$dir/context/$dockerfile" "$dir/Dockerfile" 2>/dev/null
            : > "$dir/Dockerfile.dockerignore"
            DOCKER_CONFIG=$dir/config BUILDX_NO_DEFAULT_ATTESTATIONS=1 docker buildx build --progress=rawjson \
                --iidfile "$dir/id" -f "$dir/Dockerfile" "$@" "$dir/context" >/dev/null </dev/null &
            echo $! > "/run/drydock-build.$id"
            wait $!
            cat "$dir/id" 2>/dev/null
            """;

    /** The command line starts the program that builds as a child. */
    private static final String CANCEL =
            "pid=$(cat \"/run/drydock-build.$1\") && { pkill -TERM -P \"$pid\"; kill -TERM \"$pid\"; }";

    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(5);

    private final SandboxShell shell;
    private final BuildRequest request;
    private final String id = UUID.randomUUID().toString();
    private final SandboxShell.Running running;

    CommandLineBuild(SandboxShell shell, BuildRequest request) {
        this.shell = shell;
        this.request = request;
        this.running = shell.start(command());
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", id, request.dockerfile()));
        command.addAll(List.of("--tag", request.tag()));
        request.buildArgs().forEach((name, value) -> command.addAll(List.of("--build-arg", name + "=" + value)));
        request.extraHosts().forEach((name, address) -> command.addAll(List.of("--add-host", name + ":" + address)));
        request.target().ifPresent(target -> command.addAll(List.of("--target", target)));
        if (request.cache() == BuildRequest.Cache.IGNORED) {
            command.add("--no-cache");
        }
        return command;
    }

    @Override
    public void build(BuildStream stream) throws IOException {
        var progress = new RawProgress(stream);
        running.run(request.context(), progress);
        progress.end();
    }

    @Override
    public void cancel() {
        shell.exec(List.of("sh", "-c", CANCEL, "sh", id), new byte[0], CANCEL_LIMIT);
    }

    @Override
    public void close() {
        running.close();
    }
}
