package dev.drydock.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormTest {

    private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HF_TOKEN=hf_QzWtYbLkMnJpRsVxUcEa",
                "\"ghp_Qz1WtYbLkMnJpRsVxUcEa2\"",
                "token: github_pat_11QZWTYBL0kMnJpRsVxUcEa_dF",
                "AKIAQZ5WTYBLK7MNJPRS",
                "OPENAI_API_KEY='sk-proj-Qz1WtYbLkM_nJpRsVxUcEa2dFgHiT3BlbkFJ'",
                "xoxb-1234567890-QzWtYb",
                "-----BEGIN PRIVATE KEY-----\n" + BODY,
                "\"-----BEGIN RSA PRIVATE KEY-----\\n" + BODY,
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,00\n\n" + BODY,
                "[global]\nindex-url = https://me:pa55word@packages.example/simple",
                "pip install --index-url https://me:pa55word@packages.example/pypi a",
                "machine api.example login me password pa55word",
            })
    void knowsSecrets(String text) {
        assertThat(in(text)).isPresent();
        Matcher matcher = Pattern.compile(SecretForm.anyExpression()).matcher(text);
        assertThat(matcher.find()).isTrue();
        assertThat(text.substring(matcher.start()))
                .as("a word within the first 24 characters")
                .matches(found -> SecretForm.anyWords().stream()
                        .anyMatch(word -> (0 <= found.indexOf(word)) && (found.indexOf(word) <= 24)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "AKIAIOSFODNN7EXAMPLE",
                ".sk-toggleable__label-arrow:before { }",
                "task-sk-QzWtYbLkMnJpRsVxUcEa2dFgHi",
                "if line == '-----BEGIN RSA PRIVATE KEY-----': return",
                "-----BEGIN CERTIFICATE-----\n" + BODY,
                "pip install --index-url https://me:$TOKEN@packages.example/simple a",
                "proxy = http://user:password@host:8080",
                "machine learning, login and password",
                "machine api.example\nlogin me\npassword made-up-word",
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCCBtayYNDrM3NF",
                "-----BEGIN EC PRIVATE KEY-----MGgCAQEEHOKWJFdWdrR/CgVrUeTeawOrJ9GozE9KKx2a8PmgBwYFK4EEACGhPAM6AAQK",
            })
    void knowsWhatIsNone(String text) {
        assertThat(in(text)).isEmpty();
    }

    @Test
    void aMadeUpOneDoesNotHideTheRealOneBehindIt() {
        assertThat(SecretForm.AWS.in("AKIAIOSFODNN7EXAMPLE\nAKIAQZ5WTYBLK7MNJPRS"))
                .contains("AKIAQZ5WTYBLK7MNJPRS");
    }

    @Test
    void showsAtMostFourCharacters() {
        assertThat(SecretForm.HUGGING_FACE.head("hf_QzWtYbLkMnJpRsVxUcEa")).isEqualTo("hf_Q…");
        assertThat(SecretForm.NETRC.head("machine a login b password c")).isEmpty();
    }

    @Test
    void noTextTakesLong() {
        for (String part :
                new String[] {"sk-a-", "sk-aaaaaaaaaaaaaaaaaaa-", "https://a:", "machine a login ", " -i "}) {
            assertThat(in(part.repeat(50_000))).isEmpty();
        }
    }

    private static Optional<String> in(String text) {
        return Arrays.stream(SecretForm.values())
                .flatMap(form -> form.in(text).stream())
                .findFirst();
    }
}
