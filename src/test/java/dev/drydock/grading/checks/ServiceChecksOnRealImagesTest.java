package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.RealImages;
import dev.drydock.grading.RealImages.Submission;
import dev.drydock.yaml.YamlFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks that break, stop or starve a service, each on one that has the property and on one that has not. */
@Tag("engine")
class ServiceChecksOnRealImagesTest {

    private static final String SERVICE = """
            FROM python:3.11-slim
            WORKDIR /app
            COPY app.py .
            ENV PYTHONUNBUFFERED=1
            HEALTHCHECK --interval=2s --timeout=1s --start-period=3s --retries=2 CMD ["python", "app.py", "probe"]
            USER 1000
            CMD ["python", "app.py"]
            """;

    /** Modes are switched by variables, so that each test changes one line of the Dockerfile. */
    private static final String APP = """
            import os, signal, sys, threading, time, urllib.request
            from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

            if sys.argv[1:] == ["probe"]:
                urllib.request.urlopen("http://127.0.0.1:5000/health", timeout=1)
                sys.exit(0)

            broken = False

            class Service(BaseHTTPRequestHandler):
                def do_GET(self):
                    global broken
                    broken = broken or self.path == "/break"
                    if self.path == "/slow":
                        time.sleep(1)
                    print("answered", self.path)
                    self.send_response(500 if broken else 200)
                    self.end_headers()

                def log_message(self, *unused):
                    pass

            if os.environ.get("WRITES"):
                open(os.environ["WRITES"], "w").close()
            hog = b"x" * (int(os.environ.get("HOG", "0")) << 20)
            server = ThreadingHTTPServer(("0.0.0.0", 5000), Service)
            server.daemon_threads = False

            def stop(*unused):
                if os.environ.get("HASTY"):
                    os._exit(0)
                threading.Thread(target=server.shutdown).start()

            if not os.environ.get("DEAF"):
                signal.signal(signal.SIGTERM, stop)
            server.serve_forever()
            server.server_close()
            """;

    private static final String HEALTH = "request: {path: /health, port: 5000}";

    @Test
    void healthDeclared() {
        assertPasses(judge(new HealthDeclared(), "{minStartSeconds: 3, maxDetectSeconds: 6}", SERVICE));
        assertFails(judge(new HealthDeclared(), "{minStartSeconds: 4}", SERVICE));
        assertFails(judge(new HealthDeclared(), "{}", without("HEALTHCHECK")));
    }

    @Test
    void healthDetectsAFrozenService() {
        var check = new HealthDetectsFailure();
        assertPasses(judge(check, "{}", SERVICE));
        assertFails(judge(check, "{}", with("[\"python\", \"app.py\", \"probe\"]", "true")));
        assertFails(judge(check, "{}", with("[\"python\", \"app.py\", \"probe\"]", "test -d /proc/1")));
    }

    @Test
    void healthDetectsAnEndpointThatFails() {
        var check = new HealthDetectsFailure();
        String breaking = "breaking: {path: /break, port: 5000}";
        assertPasses(judge(check, breaking, SERVICE));
        String connects = "[\"python\", \"-c\", \"import socket; socket.create_connection(('127.0.0.1', 5000))\"]";
        assertFails(judge(check, breaking, with("[\"python\", \"app.py\", \"probe\"]", connects)));
    }

    @Test
    void stopGraceful() {
        var check = new StopGraceful();
        String slow = "{withinSeconds: 4, request: {path: /slow, port: 5000}}";
        Finding finding = judge(check, slow, SERVICE);
        assertPasses(finding);
        assertThat(finding.actual()).contains("exit code 0", "3 were answered");
        assertFails(judge(check, slow, with("USER 1000", "ENV HASTY=1")));
        Finding deaf = judge(check, slow, with("USER 1000", "ENV DEAF=1"));
        assertFails(deaf);
        assertThat(deaf.actual()).contains("then killed");
        assertFails(
                judge(check, "{withinSeconds: 2}", with("CMD [\"python\", \"app.py\"]", "CMD python app.py; true")));
    }

    @Test
    void logsUnbuffered() {
        var check = new LogsUnbuffered();
        String parameters = "{request: {path: /here, port: 5000}, line: answered /here}";
        assertPasses(judge(check, parameters, SERVICE));
        assertFails(judge(check, parameters, without("ENV")));
    }

    @Test
    void rootReadOnly() {
        var check = new RootReadOnly();
        assertPasses(judge(check, HEALTH, with("USER 1000", "ENV WRITES=/tmp/scratch")));
        Finding finding = judge(check, HEALTH, with("USER 1000", "ENV WRITES=/app/scratch"));
        assertFails(finding);
        assertThat(finding.message()).contains("Read-only file system");
    }

    @Test
    void capsDropped() {
        var check = new CapsDropped();
        Finding finding = judge(check, HEALTH, SERVICE);
        assertPasses(finding);
        assertThat(finding.actual()).endsWith("PID 1 can have none (CapBnd 0)");
        assertFails(judge(
                check,
                HEALTH,
                SERVICE.replace("USER 1000", "")
                        .replace("CMD [\"python\", \"app.py\"]", "CMD chown 1000 app.py && exec python app.py")));
    }

    @Test
    void memoryLimit() {
        var check = new MemoryLimit();
        assertPasses(judge(check, "{megabytes: 64, " + HEALTH + "}", SERVICE));
        Finding finding = judge(check, "{megabytes: 64, " + HEALTH + "}", with("USER 1000", "ENV HOG=100"));
        assertFails(finding);
        assertThat(finding.actual()).contains("killed for lack of memory");
    }

    @Test
    void shmSize() {
        var check = new ShmSize();
        String fills = "CMD head -c 8000000 /dev/zero >/dev/shm/batch && exec python app.py";
        String dockerfile = with("CMD [\"python\", \"app.py\"]", fills);
        assertPasses(judge(check, "{megabytes: 16, " + HEALTH + "}", dockerfile));
        assertFails(judge(check, "{megabytes: 4, " + HEALTH + "}", dockerfile));
    }

    private static String with(String text, String other) {
        assertThat(SERVICE).contains(text);
        return SERVICE.replace(text, other);
    }

    private static String without(String keyword) {
        return SERVICE.replaceAll("(?m)^" + keyword + ".*\n", "");
    }

    private static void assertPasses(Finding finding) {
        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.PASSED);
    }

    private static void assertFails(Finding finding) {
        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).as(finding.toString()).isNotEmpty();
    }

    private static <P extends Record> Finding judge(Check<P> check, String parameters, String dockerfile) {
        P read = YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), "");
        return RealImages.observe(Submission.of(dockerfile).file("app.py", APP), seen -> check.judge(read, seen));
    }
}
