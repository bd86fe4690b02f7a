package dev.drydock.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Secrets that are known by how they look. Their expressions mean the same to Java and to Perl. */
public enum SecretForm {
    HUGGING_FACE("Hugging Face token", "hf_[A-Za-z0-9]{20,}", List.of("hf_")),
    GITHUB(
            "GitHub token",
            "(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})",
            List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_")),
    AWS("AWS access key", "(AKIA|ASIA)[A-Z0-9]{16}\\b", List.of("AKIA", "ASIA")),
    /** Names of CSS classes begin alike, but have no such long word. */
    OPENAI("OpenAI key", "sk-[A-Za-z0-9_-]{0,40}[A-Za-z0-9]{20,}", List.of("sk-")),
    SLACK("Slack token", "xox[abeprs]-[A-Za-z0-9-]{10,}", List.of("xox")),
    /** Programs that read keys hold the first line too: what makes it a key is what follows. */
    PRIVATE_KEY(
            "private key",
            "-----BEGIN ([A-Z0-9]+ ){0,3}PRIVATE KEY( BLOCK)?-----",
            "(?:\\s|\\\\[nr]|[A-Za-z-]{1,20}: [^\\n]{0,100}\\n){0,12}[A-Za-z0-9+/]{40,}",
            List.of("-----BEGIN ")),
    INDEX_URL(
            "password in the URL of a package index",
            "(([Ii][Nn][Dd][Ee][Xx][-_][Uu][Rr][Ll]|-i)[ =\"']{1,4}https?://[^/@:\\s]{1,100}:[^/@\\s$<{*%][^/@\\s]{0,200}@"
                    + "|https?://[^/@:\\s]{1,100}:[^/@\\s$<{*%][^/@\\s]{0,200}@[^\\s]{1,200}/simple)",
            "",
            List.of("://")),
    NETRC(
            "password for a machine, as in .netrc",
            "machine\\s{1,9}[^\\s]{1,200}\\s{1,9}login\\s{1,9}[^\\s]{1,200}\\s{1,9}password\\s{1,9}[^\\s$<{*%][^\\s]{0,200}",
            "",
            List.of("machine"));

    /** A password that says of itself that it is none. */
    private static final Pattern MADE_UP =
            Pattern.compile("password\\s+\\S*(?:made-up|placeholder|example|change-?me)\\S*$");

    /**
     * Beginnings of keys that everybody has: Netty's, with which it tries whether OpenSSL works
     * (io.netty.handler.ssl.SslUtils), and those of GnuTLS, with which the library tests itself (crypto-selftests-pk.c).
     */
    private static final List<String> PUBLISHED = List.of(
            "AoIBAQCCBtayYNDrM3NF",
            "QECAwRCBECjFpvp",
            "BAgIEIgQgKOF96tom",
            "EIgQgdNfuHGmmTdPm",
            "BEGO2n7NN363qSCvJVdl",
            "BDDevshD6gb+4rZpC9vw",
            "HOKWJFdWdrR/CgVrUeTe",
            "GLjezFcbgDMeApVrdtZH",
            "IPAKWV7+pZe9c5EubMNf",
            "h60B6yPMRIT7udq2kKuw",
            "6yCv+BLrRP/dMPBXJWK2");

    /** So few different characters are in no secret: documentation writes {@code hf_xxxxxxxxxxxxxxxxxxxx}. */
    private static final int FEW = 4;

    private static final int TAIL = 12;

    private static final Pattern ANY = Pattern.compile(anyExpression());

    private static final int HEAD = 4;

    private final String shown;
    private final String expression;
    private final Pattern pattern;
    private final boolean beginsTellingly;
    private final List<String> words;

    /** A token: a word that stands alone. */
    SecretForm(String shown, String word, List<String> words) {
        this.shown = shown;
        this.words = words;
        this.expression = "\\b" + word;
        this.pattern = Pattern.compile("(?<![A-Za-z0-9_-])" + word);
        this.beginsTellingly = true;
    }

    /**
     * @param proof what has to follow; only Java reads it
     * @param words one of them is within the first characters of whatever matches
     */
    SecretForm(String shown, String expression, String proof, List<String> words) {
        this.shown = shown;
        this.words = words;
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

    /**
     * Words, one of which is in every secret of any form, at most 24 characters behind its beginning: by them a large file is
     * searched faster than by {@link #anyExpression}.
     */
    public static List<String> anyWords() {
        return Arrays.stream(values()).flatMap(form -> form.words.stream()).toList();
    }

    /** One regular expression for whatever may be a secret of any form. */
    public static String anyExpression() {
        return Arrays.stream(values()).map(form -> form.expression).collect(Collectors.joining("|"));
    }

    private static boolean isPlaceholder(String secret) {
        String tail = secret.substring(Math.max(0, secret.length() - TAIL));
        return secret.endsWith("EXAMPLE")
                || tail.chars().distinct().count() < FEW
                || MADE_UP.matcher(secret).find()
                || PUBLISHED.stream().anyMatch(secret::contains);
    }
}
