package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.RealImages;
import dev.drydock.grading.RealImages.Submission;
import dev.drydock.yaml.YamlFile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each check once on an image that has the property and once on one that has not, both really built and run. */
@Tag("engine")
class ChecksOnRealImagesTest {

    private static final String SERVICE = """
            FROM python:3.11-slim
            WORKDIR /app
            COPY app.py .
            EXPOSE 5000
            CMD ["python", "app.py"]
            """;

    private static final String APP = """
            import json, os
            from http.server import BaseHTTPRequestHandler, HTTPServer

            class Service(BaseHTTPRequestHandler):
                def do_GET(self):
                    body = json.dumps({"class": "setosa", "probabilities": {"a": 0.25, "b": 0.75}}).encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            HTTPServer((os.environ.get("HOST", "0.0.0.0"), int(os.environ.get("PORT", "5000"))), Service).serve_forever()
            """;

    @Test
    void buildSucceeds() {
        var check = new BuildSucceeds();
        assertPasses(judge(check, "{}", SERVICE));
        Finding finding = judge(check, "{}", after("COPY app.py .", "RUN python -c \"raise SystemExit('no model')\""));
        assertFails(finding, new Lines(4, 4));
        assertThat(finding.message()).contains("no model");
    }

    @Test
    void runStays() {
        var check = new RunStays();
        assertPasses(judge(check, "{seconds: 2}", SERVICE));
        Finding ended = judge(check, "{seconds: 2}", after("EXPOSE 5000", "CMD [\"python\", \"-c\", \"exit(3)\"]", 5));
        assertFails(ended, new Lines(5, 5));
        assertThat(ended.actual()).isEqualTo("ended with exit code 3");
        Finding missing = judge(check, "{seconds: 2}", after("EXPOSE 5000", "CMD [\"pyton\"]", 5));
        assertThat(missing.actual()).contains("could not be started").contains("pyton");
    }

    @Test
    void httpResponds() {
        var check = new HttpResponds();
        String parameters = """
                path: /
                port: 5000
                expect: [{pointer: /class, equals: setosa}, {pointer: /probabilities, sumsTo: 1}]
                """;
        assertPasses(judge(check, parameters, SERVICE));
        assertFails(judge(check, parameters.replace("setosa", "virginica"), SERVICE));
        Finding silent = judge(check, parameters, after("EXPOSE 5000", "ENV HOST=127.0.0.1"));
        assertFails(silent, new Lines(5, 5));
        assertThat(silent.message()).contains("127.0.0.1 only");
    }

    @Test
    void portsDeclared() {
        var check = new PortsDeclared();
        assertPasses(judge(check, "{port: 5000}", SERVICE));
        assertFails(judge(check, "{port: 8000}", SERVICE), new Lines(4, 4));
    }

    @Test
    void portsListening() {
        var check = new PortsListening();
        assertPasses(judge(check, "{port: 5000}", SERVICE));
        Finding loopback = judge(check, "{port: 5000}", after("EXPOSE 5000", "ENV HOST=127.0.0.1"));
        assertFails(loopback, new Lines(5, 5));
        assertThat(loopback.actual()).isEqualTo("listening: 127.0.0.1:5000");
        assertThat(judge(check, "{port: 5000}", after("EXPOSE 5000", "ENV PORT=8000"))
                        .actual())
                .isEqualTo("listening: 0.0.0.0:8000");
    }

    @Test
    void userNonRoot() {
        var check = new UserNonRoot();
        Finding finding = judge(check, "{}", after("EXPOSE 5000", "USER 1000"));
        assertPasses(finding);
        assertThat(finding.actual()).contains("user id 1000");
        assertFails(judge(check, "{}", SERVICE), new Lines(5, 5));
    }

    @Test
    void healthHealthy() {
        var check = new HealthHealthy();
        String probe = "HEALTHCHECK --interval=2s --timeout=2s --start-period=3s --retries=2 CMD ";
        assertPasses(judge(
                check,
                "{}",
                after(
                        "EXPOSE 5000",
                        probe + "python -c \"import urllib.request as r; r.urlopen('http://localhost:5000/')\"")));
        Finding finding = judge(check, "{}", after("EXPOSE 5000", probe + "curl -f http://localhost:5000/"));
        assertFails(finding, new Lines(5, 5));
        assertThat(finding.actual()).contains("unhealthy").contains("curl");
        assertFails(judge(check, "{}", SERVICE), new Lines(5, 5));
    }

    @Test
    void cacheReuse() {
        var check = new CacheReuse();
        String install = "RUN pip install --no-cache-dir -r requirements.txt";
        String early = after("COPY app.py .", install).replace("COPY app.py .", "COPY . .");
        String late = after("WORKDIR /app", "COPY requirements.txt .\n" + install);
        assertPasses(judge(check, "{edit: source}", late));
        assertFails(judge(check, "{edit: source}", early), new Lines(3, 3), new Lines(4, 4));
        Finding forgotten = judge(check, "{edit: source}", late.replace("COPY app.py .\n", ""));
        assertFails(forgotten, new Lines(6, 6));
        assertThat(forgotten.message()).contains("not copied");
        assertThat(judge(check, "{edit: source}", SERVICE).actual()).contains("no step of the build installs");
    }

    @Test
    void sizeRatio() {
        var check = new SizeRatio();
        String small = after("WORKDIR /app", "RUN head -c 2000000 /dev/urandom > /blob");
        String large = after("WORKDIR /app", "RUN head -c 5000000 /dev/urandom > /blob");
        assertPasses(judge(check, "{max: 1.1}", small));
        Finding finding = judge(check, "{max: 1.1}", submission(large).reference(small));
        assertFails(finding, new Lines(3, 3));
        assertThat(finding.actual()).isEqualTo("5.0 MB above the base, ratio 2.50");
    }

    @Test
    void commandExecForm() {
        var check = new CommandExecForm();
        assertPasses(judge(check, "{}", SERVICE));
        assertPasses(judge(check, "{}", after("EXPOSE 5000", "CMD exec python app.py", 5)));
        assertFails(judge(check, "{}", after("EXPOSE 5000", "CMD python app.py", 5)), new Lines(5, 5));
    }

    @Test
    void workdirIs() {
        var check = new WorkdirIs();
        assertPasses(judge(check, "{path: /app}", SERVICE));
        assertFails(judge(check, "{path: /srv}", SERVICE), new Lines(2, 2));
    }

    @Test
    void baseAllowed() {
        var check = new BaseAllowed();
        String named = "ARG TAG=3.11-slim\n" + SERVICE.replace("python:3.11-slim", "python:${TAG} AS base\nFROM base");
        assertPasses(judge(check, "{bases: [\"python:3.11-slim\"]}", named));
        assertFails(judge(check, "{bases: [\"debian:bookworm-slim\"]}", named), new Lines(2, 2));
    }

    private static void assertPasses(Finding finding) {
        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.PASSED);
    }

    private static void assertFails(Finding finding, Lines... lines) {
        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).isEqualTo(List.of(lines));
    }

    /** The service's Dockerfile with one more instruction. */
    private static String after(String line, String instruction) {
        return SERVICE.replace(line, line + "\n" + instruction);
    }

    /** The same, cut off after so many lines. */
    private static String after(String line, String instruction, int lines) {
        return String.join("\n", after(line, instruction).lines().limit(lines).toList()) + "\n";
    }

    private static Submission submission(String dockerfile) {
        return Submission.of(dockerfile)
                .file("app.py", APP)
                .file("requirements.txt", "idna\n")
                .edit("source", "app.py");
    }

    private static <P extends Record> Finding judge(Check<P> check, String parameters, String dockerfile) {
        return judge(check, parameters, submission(dockerfile));
    }

    private static <P extends Record> Finding judge(Check<P> check, String parameters, Submission submission) {
        P read = YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), "");
        return RealImages.observe(submission, seen -> check.judge(read, seen));
    }
}
