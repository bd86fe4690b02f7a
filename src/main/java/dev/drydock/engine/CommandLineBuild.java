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
     * makes sure that nothing else is left out. A Dockerfile that is a link is read within the context alone. Writes the
     * image's id on standard output. What is started by {@code exec} leads a process group of its own, whose number is
     * noted first of all, so that it can be ended at every moment.
     */
    private static final String SCRIPT = """
            id=$1 dockerfile=$2 dir=; shift 2
            trap 'rm -rf "$dir" "/run/drydock-build.$id"' EXIT
            trap 'exit 143' TERM
            echo $$ > "/run/drydock-build.$id"
            dir=$(mktemp -d) || exit 1
            mkdir "$dir/context" && tar -xpf - --numeric-owner -C "$dir/context" || exit 1
            if [ -L "$dir/context/$dockerfile" ]; then
              real=$(realpath -e "$dir/context/$dockerfile" 2>/dev/null)
              case $real in "$(realpath "$dir/context")"/*) [ ! -f "$real" ] || cat "$real" > "$dir/Dockerfile" ;; esac
              rm "$dir/context/$dockerfile"
            else
              mv "$dir/context/$dockerfile" "$dir/Dockerfile" 2>/dev/null
            fi
            : > "$dir/Dockerfile.dockerignore"
            DOCKER_CONFIG=$dir/config BUILDX_NO_DEFAULT_ATTESTATIONS=1 docker buildx build --progress=rawjson \
                --iidfile "$dir/id" -f "$dir/Dockerfile" "$@" "$dir/context" >/dev/null </dev/null
            cat "$dir/id" 2>/dev/null
            """;

    /** Asks the whole group to end, and five seconds later no longer asks. */
    private static final String CANCEL = """
            group=$(cat "/run/drydock-build.$1") || exit 0
            kill -s TERM -- "-$group" || exit 0
            for try in $(seq 50); do
              kill -s 0 -- "-$group" 2>/dev/null || exit 0
              sleep 0.1
            done
            kill -s KILL -- "-$group"
            rm -f "/run/drydock-build.$1"
            """;

    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(15);

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
