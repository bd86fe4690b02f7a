package dev.drydock.lint;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Secrets that are known by how they look. Their expressions mean the same to Java and to {@code grep -E}. */
public enum SecretForm {
    HUGGING_FACE("Hugging Face token", "hf_[A-Za-z0-9]{20,}"),
    GITHUB("GitHub token", "(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})"),
    AWS("AWS access key", "(AKIA|ASIA)[A-Z0-9]{16}\\b"),
    /** Names of CSS classes begin alike, but have no such long word. */
    OPENAI("OpenAI key", "sk-[A-Za-z0-9_-]{0,40}[A-Za-z0-9]{20,}"),
    SLACK("Slack token", "xox[abeprs]-[A-Za-z0-9-]{10,}"),
    /** Programs that read keys hold the first line too: what makes it a key is what follows. */
    PRIVATE_KEY(
            "private key",
            "-----BEGIN ([A-Z0-9]+ ){0,3}PRIVATE KEY( BLOCK)?-----",
            "(?:\\s|\\\\[nr]|[A-Za-z-]{1,20}: [^\\n]{0,100}\\n){0,12}[A-Za-z0-9+/]{40,}"),
    INDEX_URL(
            "password in the URL of a package index",
            "(([Ii][Nn][Dd][Ee][Xx][-_][Uu][Rr][Ll]|-i)[ =\"']{1,4}https?://[^/@: ]{1,100}:[^/@ $<{*%][^/@ ]{0,200}@"
                    + "|https?://[^/@: ]{1,100}:[^/@ $<{*%][^/@ ]{0,200}@[^ ]{1,200}/simple)",
            ""),
    NETRC(
            "password for a machine, as in .netrc",
            "machine {1,9}[^ ]{1,200} {1,9}login {1,9}[^ ]{1,200} {1,9}password {1,9}[^ $<{*%]",
            "");

    /** So few different characters are in no secret: documentation writes {@code hf_xxxxxxxxxxxxxxxxxxxx}. */
    private static final int FEW = 4;

    private static final int TAIL = 12;

    private static final Pattern ANY = Pattern.compile(anyExpression());

    private static final int HEAD = 4;

    private final String shown;
    private final String expression;
    private final Pattern pattern;
    private final boolean beginsTellingly;

    /** A token: a word that stands alone. */
    SecretForm(String shown, String word) {
        this.shown = shown;
        this.expression = "\\b" + word;
        this.pattern = Pattern.compile("(?<![A-Za-z0-9_-])" + word);
        this.beginsTellingly = true;
    }

    /**
     * @param proof what has to follow; only Java reads it
     */
    SecretForm(String shown, String expression, String proof) {
        this.shown = shown;
        this.expression = expression;
        this.pattern = Pattern.compile(expression + proof);
        this.beginsTellingly = false;
    }

    /** What it is, such as {@code Hugging Face token}. */
    public String shown() {
        return shown;
    }

    /** The first secret of this form in a text; what documentation writes in place of one is none. */
    public Optional<String> in(CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (!isPlaceholder(matcher.group())) {
                return Optional.of(matcher.group());
            }
        }
        return Optional.empty();
    }

    /** As much of a secret of this form as may be shown: enough to tell which one it is, too little to use it. */
    public String head(String secret) {
        return beginsTellingly ? secret.substring(0, HEAD) + "…" : "";
    }

    /** Whether a value begins like a secret of any form. */
    public static boolean beginsOne(String value) {
        return ANY.matcher(value).lookingAt();
    }

    /** One extended regular expression for whatever may be a secret of any form, as grep reads it. */
    public static String anyExpression() {
        return Arrays.stream(values()).map(form -> form.expression).collect(Collectors.joining("|"));
    }

    private static boolean isPlaceholder(String secret) {
        String tail = secret.substring(Math.max(0, secret.length() - TAIL));
        return secret.endsWith("EXAMPLE") || tail.chars().distinct().count() < FEW;
    }
}
