package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RealImages;
import dev.drydock.grading.RealImages.Submission;
import dev.drydock.yaml.YamlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks of an image's files, packages and metadata, each on an image that has the property and on one that has not. Both
 * are built once for all of them.
 */
@Tag("engine")
class FileChecksOnRealImagesTest {

    private static final String CANARY = "planted-secret-4711";
    private static final String TOKEN = "hf_QzWtYbLkMnJpRsVxUcEa";

    private static final Map<Check<?>, String> CHECKS = checks();

    private static final Submission CAREFUL = files("""
            FROM python:3.11-slim
            LABEL org.opencontainers.image.version=1.0
            ENV PYTHONUNBUFFERED=1
            RUN useradd --uid 1000 app
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install --no-cache-dir -r requirements.txt
            COPY --chown=app:app --chmod=0640 app.py .
            VOLUME /data
            USER app
            CMD ["python", "app.py"]
            """).file(".dockerignore", ".env\ndata\n.dockerignore\n");

    private static final Submission CARELESS = files("""
            FROM python:3.11-slim
            ENV PYTHONUNBUFFERED=1
            WORKDIR /srv
            COPY . .
            RUN pip install --no-cache-dir click && mkdir -p /root/.cache && echo left > /root/.cache/left && chmod 777 app.py
            RUN rm -rf .env /root/.cache && mkdir /app && mv app.py /app/old.py && echo pass > /app/app.py
            LABEL token=%s
            CMD ["env", "-u", "PYTHONUNBUFFERED", "sleep", "60"]
            """.formatted(TOKEN));

    private static Map<Check<?>, String> checks() {
        var checks = new LinkedHashMap<Check<?>, String>();
        checks.put(new LabelsSet(), "{name: org.opencontainers.image.version, matches: \"\\\\d+\\\\.\\\\d+\"}");
        checks.put(new EnvSet(), "{name: PYTHONUNBUFFERED, value: \"1\"}");
        checks.put(new VolumesDeclared(), "{paths: [/data]}");
        checks.put(new ContextSize(), "{kilobytes: 10}");
        checks.put(new ContextIgnored(), "{paths: [.env, \"**/*.csv\"]}");
        checks.put(new FilesPresent(), "{paths: [/app/app.py, \"/app/req*.txt\"]}");
        checks.put(new FilesAbsent(), "{paths: [\"/root/.cache/**\", \"**/.env\"], layers: all}");
        checks.put(new FilesOwner(), "{paths: [/app/app.py], user: app, group: \"1000\"}");
        checks.put(new FilesMode(), "{paths: [\"/app/*.py\"], atMost: \"0644\"}");
        checks.put(new FilesContent(), "{path: /app/app.py, matches: \"sleep\\\\(\\\\d+\\\\)\"}");
        checks.put(new CommandOutput(), "{command: [python, -c, \"import idna; print(idna)\"], matches: module}");
        checks.put(new PackagesDiff(), "{present: [idna], absent: [click]}");
        checks.put(new SecretsAbsent(), "{canaries: [" + CANARY + "]}");
        return checks;
    }

    @Test
    void aCarefulImagePassesThemAll() {
        Map<String, Finding> findings = findings(CAREFUL);
        assertThat(findings)
                .hasSize(13)
                .allSatisfy((kind, finding) ->
                        assertThat(finding.status()).as(kind + " " + finding).isEqualTo(Status.PASSED));
        assertThat(findings.get("env.set"))
                .extracting(Finding::actual)
                .asString()
                .endsWith("and for the service");
        assertThat(findings.get("packages.diff"))
                .extracting(Finding::actual)
                .asString()
                .contains("idna ");
    }

    @Test
    void aCarelessImageFailsThemAllAndItsLinesAreNamed() {
        Map<String, Finding> findings = findings(CARELESS);
        assertThat(findings)
                .allSatisfy((kind, finding) ->
                        assertThat(finding.status()).as(kind + " " + finding).isEqualTo(Status.FAILED));
        assertLines(findings, "labels.set", 7);
        assertLines(findings, "env.set", 8);
        assertLines(findings, "volumes.declared", 8);
        assertLines(findings, "context.size");
        assertLines(findings, "context.ignored");
        assertLines(findings, "files.present", 4);
        assertLines(findings, "files.absent", 4, 5);
        assertLines(findings, "files.owner", 8);
        assertLines(findings, "files.mode", 6);
        assertLines(findings, "files.content", 6);
        assertLines(findings, "command.output");
        assertLines(findings, "packages.diff", 6, 5);
        assertLines(findings, "secrets.absent", 4, 7);
        assertEvidence(findings);
    }

    private static void assertEvidence(Map<String, Finding> findings) {
        assertThat(actual(findings, "context.ignored")).isEqualTo("2 files enter: .env, data/train.csv");
        assertThat(actual(findings, "context.size")).contains("data/train.csv 20.0 kB", "data/ 20.0 kB");
        assertThat(actual(findings, "files.present")).isEqualTo("missing: /app/req*.txt");
        assertThat(actual(findings, "files.mode")).contains("/app/old.py 0777").doesNotContain("/app/app.py");
        assertThat(actual(findings, "files.absent"))
                .contains("/root/.cache/left (RUN in line 5)", "/srv/.env (COPY in line 4)");
        assertThat(actual(findings, "command.output")).contains("No module named 'idna'");
        assertThat(actual(findings, "secrets.absent"))
                .contains(
                        "the planted secret (plan…) in /srv/.env (written by COPY in line 4, deleted by RUN in line 6")
                .contains("a Hugging Face token (hf_Q…) in the label token")
                .doesNotContain(TOKEN, CANARY);
    }

    @Test
    void aProgramThatIsMissingIsTheImagesFault() {
        Finding finding =
                RealImages.observe(CARELESS, seen -> judge(new CommandOutput(), "{command: [nvidia-smi-or-so]}", seen));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("could not be started", "nvidia-smi-or-so");
    }

    @Test
    void debianPackagesAndKeysAreFound() {
        Submission submission =
                Submission.of("""
                        FROM debian:bookworm-slim
                        RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 \\
                            && rm -rf /var/lib/apt/lists/*
                        COPY id /root/.ssh/id_rsa
                        RUN rm /root/.ssh/id_rsa
                        """).file("id", "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEvQIBADAN".repeat(5) + "\n");
        List<Finding> findings = RealImages.observe(
                submission,
                seen -> List.of(
                        judge(new PackagesDiff(), "{present: [libgomp1]}", seen),
                        judge(new PackagesDiff(), "{absent: [libgomp1]}", seen),
                        judge(new SecretsAbsent(), "{}", seen)));
        assertThat(findings)
                .extracting(Finding::status)
                .as(findings.toString())
                .containsExactly(Status.PASSED, Status.FAILED, Status.FAILED);
        assertThat(findings.get(1).lines()).containsExactly(new Lines(2, 3));
        assertThat(findings.getLast().actual())
                .isEqualTo(
                        "a private key in /root/.ssh/id_rsa (written by COPY in line 4, deleted by RUN in line 5, but "
                                + "still in the layer)");
    }

    private static String actual(Map<String, Finding> findings, String kind) {
        return Objects.requireNonNull(findings.get(kind)).actual();
    }

    private static void assertLines(Map<String, Finding> findings, String kind, Integer... starts) {
        assertThat(Objects.requireNonNull(findings.get(kind)).lines())
                .as(kind)
                .extracting(Lines::start)
                .containsExactly(starts);
    }

    private static Submission files(String dockerfile) {
        return Submission.of(dockerfile)
                .file("app.py", "import time\n\ntime.sleep(60)\n")
                .file("requirements.txt", "idna\n")
                .file(".env", "KEY=" + CANARY + "\n")
                .file("data/train.csv", "1,2,3,4,5\n".repeat(2_000));
    }

    private static Map<String, Finding> findings(Submission submission) {
        return RealImages.observe(submission, seen -> {
            var findings = new LinkedHashMap<String, Finding>();
            CHECKS.forEach((check, parameters) -> findings.put(check.kind(), judge(check, parameters, seen)));
            return findings;
        });
    }

    private static <P extends Record> Finding judge(Check<P> check, String parameters, Observations seen) {
        return check.judge(YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), ""), seen);
    }
}
