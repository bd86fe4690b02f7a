package dev.drydock.grading.checks;

import dev.drydock.engine.SearchTerms;
import dev.drydock.lint.SecretForm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Secrets that can be recognised: those that the exercise planted, and those that are known by their form.
 *
 * @param canaries texts that the exercise planted
 */
record KnownSecrets(List<String> canaries) {

    private static final int HEAD = 4;

    /** Of a shorter canary nothing is shown. */
    private static final int LONG_ENOUGH = 12;

    KnownSecrets {
        canaries = List.copyOf(canaries);
    }

    /**
     * A secret that was found.
     *
     * @param shown what it is, without giving it away
     * @param text the secret itself, never to be shown; empty where only its place is known
     */
    record Secret(String shown, String text) {

        /** Another text with the secret taken out. */
        String outOf(String other) {
            return text.isEmpty() ? other : other.replace(text, "***");
        }
    }

    /** The first secret in a text. */
    Optional<Secret> in(String text) {
        return canaryIn(text).or(() -> formIn(text));
    }

    /** The first planted secret in a text. */
    Optional<Secret> canaryIn(String text) {
        return canaries.stream()
                .filter(text::contains)
                .findFirst()
                .map(canary -> new Secret("the planted secret" + head(canary), canary));
    }

    private static String head(String canary) {
        return canary.length() < LONG_ENOUGH ? "" : " (" + canary.substring(0, HEAD) + "…)";
    }

    /** The first secret of a known form in a text. */
    static Optional<Secret> formIn(String text) {
        return Arrays.stream(SecretForm.values())
                .flatMap(form -> form.in(text).map(secret -> secret(form, secret)).stream())
                .findFirst();
    }

    private static Secret secret(SecretForm form, String text) {
        String head = form.head(text);
        String article = form.shown().matches("(?i)(a|o).*") ? "an " : "a ";
        return new Secret(article + form.shown() + (head.isEmpty() ? "" : " (" + head + ")"), text);
    }

    /** For the planted secrets, as they are. */
    SearchTerms canaryTerms() {
        String expression = canaries.stream()
                .map(canary -> canary.replaceAll("[\\\\.\\[(){*+?^$|]", "\\\\$0"))
                .collect(Collectors.joining("|"));
        return new SearchTerms(expression, canaries);
    }

    /** For whatever may be a secret of a known form. */
    static SearchTerms formTerms() {
        return new SearchTerms(SecretForm.anyExpression(), SecretForm.anyWords());
    }
}
