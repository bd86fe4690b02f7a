package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.BuildEvent;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildRequest;
import dev.drydock.engine.ContextTar;
import dev.drydock.sandbox.IndexRequest.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a sandbox asked the mirror for, and the index that moved on. */
@Tag("engine")
class PackageIndexTest {

    /** Builds with one RUN, and returns what it printed. */
    private static String build(Sandbox sandbox, String run) {
        String dockerfile = "FROM python:3.11-slim\nRUN " + run + "\n";
        var log = new StringBuilder();
        BuildOutcome outcome = sandbox.engine()
                .build(
                        new BuildRequest(
                                ContextTar.of(Map.of("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8))),
                                "Dockerfile",
                                "learner:1",
                                Map.of(),
                                Optional.empty(),
                                sandbox.buildHosts(),
                                Duration.ofMinutes(2),
                                1 << 20),
                        event -> {
                            if (event instanceof BuildEvent.Log line) {
                                log.append(line.text());
                            }
                        });
        assertThat(outcome).as(log.toString()).isInstanceOf(BuildOutcome.Built.class);
        return log.toString();
    }

    private static List<String> names(List<IndexRequest> requests, Kind kind) {
        return requests.stream()
                .filter(request -> request.kind() == kind && request.answered())
                .map(IndexRequest::name)
                .toList();
    }

    @Test
    void requestsOfOneSandboxAreCountedByName() {
        try (SandboxPool.Lease lease = TestSandbox.lease();
                Sandbox other = TestSandbox.host().startSandbox()) {
            Sandbox sandbox = lease.sandbox();
            IndexMark start = sandbox.indexMark();
            IndexMark startOfOther = other.indexMark();
            String run = "pip install --no-deps --root-user-action=ignore joblib==1.2.0";
            build(sandbox, run);
            List<IndexRequest> asked = sandbox.requests(start);
            assertThat(asked)
                    .containsExactly(
                            new IndexRequest(Kind.PYTHON_INDEX, "joblib", 200),
                            new IndexRequest(Kind.PYTHON_FILE, "joblib-1.2.0-py3-none-any.whl", 200));
            assertThat(other.requests(startOfOther)).isEmpty();

            IndexMark again = sandbox.indexMark();
            build(sandbox, run);
            assertThat(sandbox.requests(again))
                    .as("a cached build asks for nothing")
                    .isEmpty();
            assertThat(sandbox.requests(start)).isEqualTo(asked);
        }
    }

    @Test
    void debianPackagesAreCountedToo() {
        try (SandboxPool.Lease lease = TestSandbox.lease()) {
            IndexMark start = lease.sandbox().indexMark();
            build(lease.sandbox(), "apt-get update -q && cd /tmp && apt-get download -q hello");
            assertThat(names(lease.sandbox().requests(start), Kind.DEBIAN))
                    .anyMatch(name -> name.equals("InRelease"))
                    .anyMatch(name -> name.startsWith("hello_") && name.endsWith(".deb"));
        }
    }

    @Test
    void nothingOfTheSandboxReachesLogOrOtherIndex() {
        try (SandboxPool.Lease lease = TestSandbox.lease()) {
            IndexMark start = lease.sandbox().indexMark();
            String log = build(lease.sandbox(), """
                    python3 - <<'EOF'
                    import socket
                    def ask(line):
                        with socket.create_connection(("mirror", 80)) as s:
                            s.sendall(line + b"\\r\\nHost: mirror\\r\\nConnection: close\\r\\n\\r\\n")
                            print(s.makefile("rb").read().split(b"\\r\\n")[0].decode())
                    ask(b"GET /moved/simple/flask/ HTTP/1.1")
                    ask(b"GET /simple/../moved/simple/flask/ HTTP/1.1")
                    ask(b"GET /../../var/log/mirror/index/127.0.0.1.log HTTP/1.1")
                    ask(b"GET /simple/a%0A1.0%201.2.3.4%20GET%20200%201%20/files/forged.whl HTTP/1.1")
                    ask(b"GET /files/" + b"x" * 8000 + b" HTTP/1.1")
                    EOF
                    """.stripTrailing());
            assertThat(log).doesNotContain("200 OK");
            List<IndexRequest> asked = lease.sandbox().requests(start);
            assertThat(asked)
                    .noneMatch(IndexRequest::answered)
                    .allMatch(request -> request.name().length() <= 300);
            assertThat(asked).hasSize(2);
        }
    }

    @Test
    void onlyTheSandboxThatChoseItSeesTheMovedIndexUntilItIsEmptied() {
        String container;
        try (SandboxPool.Lease lease = TestSandbox.lease();
                Sandbox other = TestSandbox.host().startSandbox()) {
            Sandbox sandbox = lease.sandbox();
            container = sandbox.containerId();
            assertThat(flask(sandbox, "flask")).isEqualTo("2.2.2");
            sandbox.index(IndexVersion.MOVED);
            assertThat(flask(sandbox, "flask ")).isEqualTo("2.2.3");
            assertThat(flask(sandbox, "flask==2.2.2")).isEqualTo("2.2.2");
            assertThat(flask(other, "flask")).isEqualTo("2.2.2");
            sandbox.index(IndexVersion.CURRENT);
            assertThat(flask(sandbox, "flask  ")).isEqualTo("2.2.2");
            sandbox.index(IndexVersion.MOVED);
        }
        try (SandboxPool.Lease lease = TestSandbox.lease()) {
            assertThat(lease.sandbox().containerId()).isEqualTo(container);
            assertThat(flask(lease.sandbox(), "flask")).isEqualTo("2.2.2");
        }
    }

    @Test
    void everyMovedProjectInstalls() {
        try (SandboxPool.Lease lease = TestSandbox.lease()) {
            lease.sandbox().index(IndexVersion.MOVED);
            String log = build(
                    lease.sandbox(),
                    "pip install --no-cache-dir flask joblib scikit-learn fastapi uvicorn && pip check && "
                            + "python -c 'import flask, joblib, fastapi, uvicorn'");
            assertThat(log).contains("flask-2.2.3", "joblib-1.2.1", "scikit-learn-1.2.2", "No broken requirements");
        }
    }

    /** The version that pip installs; what is asked for is spelt another way each time, as the step would be cached. */
    private static String flask(Sandbox sandbox, String requirement) {
        String log = build(
                sandbox,
                "pip download -q --no-deps --no-cache-dir -d /tmp/wheels '" + requirement + "' && ls /tmp/wheels");
        return log.strip().replaceAll("(?s).*flask-([0-9.]+)-py3.*", "$1");
    }
}
