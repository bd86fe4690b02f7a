package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.LintFinding;
import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretInVariableTest {

    private final RuleTester rule = new RuleTester(new SecretInVariable());

    @Test
    void marksNamesOfSecrets() {
        assertThat(rule.marked("""
                        ARG HF_TOKEN
                        FROM a
                        ARG hf_token=
                        ENV MODE=fast OPENAI_API_KEY="abc" \\
                            DB_PASSWORD=$PASSWORD
                        ENV AWS_SECRET_ACCESS_KEY abc def
                        ONBUILD ARG PRIVATE_KEY
                        ARG LAST=1 WANDB_APIKEY
                        """))
                .containsExactly(
                        "HF_TOKEN",
                        "hf_token",
                        "PRIVATE_KEY",
                        "WANDB_APIKEY",
                        "OPENAI_API_KEY",
                        "DB_PASSWORD",
                        "AWS_SECRET_ACCESS_KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hf_abcdefghijABCDEFGHIJ",
                "ghp_abcdefghijABCDEFGHIJ",
                "github_pat_11ABCDEFG0abcdefghij_kl",
                "sk-abcdefghijABCDEFGHIJ",
                "AKIAABCDEFGHIJKLMNOP",
                "xoxb-1234567890-abc",
                "'-----BEGIN RSA PRIVATE KEY-----'",
                "https://reader:pass-word@packages.example/simple",
            })
    void knowsSecretsByTheirFormAndNeverShowsThem(String value) {
        assertThat(rule.findings("FROM a\nENV SETTING=" + value + "\nARG MODEL_ID=" + value))
                .hasSize(2)
                .allSatisfy(finding ->
                        assertThat(finding.message() + finding.mend()).doesNotContain(value.replace("'", "")));
        assertThat(rule.marked("FROM a\nENV SETTING=" + value)).containsExactly("SETTING");
    }

    @Test
    void writesTheMountOut() {
        assertThat(rule.findings("FROM a\nARG HF_TOKEN"))
                .singleElement()
                .extracting(LintFinding::mend)
                .asString()
                .contains("RUN --mount=type=secret,id=hf_token and", "--env-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV TOKENIZERS_PARALLELISM=false TOKENIZER=bert MAX_TOKENS=512 MAX_TOKEN=512 PAD_TOKEN=x",
                "ENV TOKEN_TTL=3600 TOKEN_HEADER=X-Auth PASSWORD_HASH_ROUNDS=12 MODEL_TOKEN_LIMITS=5 TOKEN_TYPE=bearer",
                "ENV KEYBOARD=us KEY=1 SORT_KEY=name",
                "ENV HF_TOKEN= JUPYTER_TOKEN=\"\"",
                "ENV HF_TOKEN_PATH=/run/secrets/hf POSTGRES_PASSWORD_FILE=/run/secrets/p AWS_ACCESS_KEY_ID=x TOKEN_URL=x",
                "ENV HF_HUB_DISABLE_IMPLICIT_TOKEN=1 USE_AUTH_TOKEN=true",
                "ARG MODEL=hf_short NAME=task-sk-abcdefghijABCDEFGHIJ",
                "LABEL TOKEN=abc",
                "RUN --mount=type=secret,id=hf_token HF_TOKEN=$(cat /run/secrets/hf_token) ./fetch",
            })
    void leavesOtherVariablesAlone(String instruction) {
        rule.accepts("FROM a\n" + instruction);
    }
}
