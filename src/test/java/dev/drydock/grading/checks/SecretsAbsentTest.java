package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.EngineException;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import org.junit.jupiter.api.Test;

class SecretsAbsentTest {

    private static final String TOKEN = "hf_QzWtYbLkMnJpRsVxUcEa";
    private static final String HEADER = "-----BEGIN RSA PRIVATE KEY-----";
    private static final String CANARY = "planted+secret(1)";

    private final FakeObservations seen = FakeObservations.of(
                    "FROM x\nCOPY . /app\nRUN rm /app/.env\nENV HF_TOKEN=" + TOKEN + "\nLABEL a=b\n")
            .layer(10, 2)
            .layer(10, 3);

    @Test
    void nothingFoundPasses() {
        Finding finding = judge("{canaries: [\"" + CANARY + "\"]}");
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("none found in 2 layers above the base");
    }

    @Test
    void aDeletedFileIsStillThere() {
        seen.found(1, "/app/.env", "HF_TOKEN=" + TOKEN)
                .holding("/app/.env", "A=1\nHF_TOKEN=" + TOKEN)
                .holding(2, "/app/.env", Kind.WHITEOUT);
        Finding finding = judge("{}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual())
                .isEqualTo(
                        "a Hugging Face token (hf_Q…) in /app/.env (written by COPY in line 2, deleted by RUN in line "
                                + "3, but still in the layer)");
        assertThat(finding.message()).contains("does not take it out of the layer");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void canariesCountEverywhereAndFormsNotInTestsOfPackages() {
        String tests = "/usr/lib/python3/dist-packages/a/tests/keys.py";
        String compiled = "/usr/local/lib/python3.11/site-packages/__pycache__/a.pyc";
        seen.found(2, tests, TOKEN)
                .holding(2, tests, TOKEN)
                .found(2, compiled, TOKEN)
                .holding(2, compiled, TOKEN);
        assertThat(judge("{canaries: [\"" + CANARY + "\"]}").status()).isEqualTo(Status.PASSED);
        seen.found(1, tests, "x " + CANARY);
        Finding finding = judge("{canaries: [\"" + CANARY + "\"]}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual())
                .startsWith("the planted secret (plan…) in " + tests)
                .doesNotContain(CANARY);
    }

    @Test
    void theFirstLineOfAKeyAloneIsNoKey() {
        seen.found(1, "/app/read.py", HEADER).holding("/app/read.py", "if a == '" + HEADER + "':\n    pass\n");
        assertThat(judge("{}").status()).isEqualTo(Status.PASSED);
        seen.found(1, "/app/id", HEADER + "\n" + "MIIEvQIBADAN".repeat(5))
                .holding("/app/id", HEADER + "\n" + "MIIEvQIBADAN".repeat(5) + "\n");
        assertThat(judge("{}").actual()).startsWith("a private key in /app/id");
    }

    @Test
    void filesWithWellKnownNamesAreRead() {
        seen.holding("/root/.netrc", "machine a\n  login me\n  password pa55word\n")
                .holding("/root/.docker/config.json", "{\"auths\": {\"a\": {\"auth\": \"bWU6cGE1NXdvcmQ=\"}}}")
                .holding("/root/.pypirc", "[a]\nusername = me\n");
        assertThat(judge("{}").actual())
                .contains("the password in a .netrc in /root/.netrc", "the login to a registry in")
                .doesNotContain("pypirc", "pa55word");
    }

    @Test
    void variablesLabelsAndHistoryAreRead() {
        seen.environment("HF_TOKEN", TOKEN)
                .label("note", CANARY)
                .history("ENV HF_TOKEN=" + TOKEN)
                .history("ARG KEY=AKIAQZ5WTYBLK7MNJPRS");
        Finding finding = judge("{canaries: [\"" + CANARY + "\"]}");
        assertThat(finding.actual())
                .isEqualTo(
                        "a Hugging Face token (hf_Q…) in the variable HF_TOKEN; the planted secret (plan…) in the label "
                                + "note; an AWS access key (AKIA…) in the image's history");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4), new Lines(5, 5));
    }

    @Test
    void aSecretInAPathIsNotShown() {
        seen.found(1, "/app/" + TOKEN, TOKEN).holding("/app/" + TOKEN, TOKEN);
        Finding finding = judge("{}");
        assertThat(finding.actual() + finding.message()).contains("/app/***").doesNotContain(TOKEN);
    }

    @Test
    void whatTheContextBringsIsHarmlessNowhere() {
        seen.found(1, "/usr/share/doc/a", TOKEN).holding(1, "/usr/share/doc/a", TOKEN);
        assertThat(judge("{}").lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aSearchThatDoesNotEndIsNeverAbsence() {
        seen.interrupted("grep was killed");
        assertThatThrownBy(() -> judge("{}")).isInstanceOf(EngineException.class);
        seen.found(1, "/app/.env", TOKEN);
        assertThat(judge("{}").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void manyHarmlessFilesWithAKnownNameHideNone() {
        for (int i = 0; i < 250; i++) {
            seen.holding("/a/" + i + "/.netrc", "");
        }
        assertThat(judge("{}").actual()).contains("was not read, one of 250");
    }

    private Finding judge(String parameters) {
        var check = new SecretsAbsent();
        return check.judge(YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), ""), seen);
    }
}
