package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Assignment;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.SecretForm;
import dev.drydock.lint.Severity;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Variables of an image are no secrets. */
@AutoService(Rule.class)
public final class SecretInVariable implements Rule {

    private static final Set<String> WORDS =
            Set.of("TOKEN", "SECRET", "PASSWORD", "PASSWD", "APIKEY", "CREDENTIAL", "CREDENTIALS");
    private static final Set<String> KEYS = Set.of("API", "ACCESS", "PRIVATE", "SECRET");

    /** Last words of names that say where a secret is, not what it is. */
    private static final Set<String> PLACES = Set.of("FILE", "PATH", "DIR", "ID", "URL", "NAME");

    /** Words of names that speak of a tokenizer's tokens, or of a switch. */
    private static final Set<String> OTHERWISE = Set.of(
            "MAX",
            "MIN",
            "NUM",
            "COUNT",
            "LIMIT",
            "LIMITS",
            "LEN",
            "TTL",
            "EXPIRY",
            "LIFETIME",
            "ROUNDS",
            "HEADER",
            "TYPE",
            "ALGORITHM",
            "LENGTH",
            "PAD",
            "EOS",
            "BOS",
            "UNK",
            "SEP",
            "CLS",
            "MASK",
            "STOP",
            "DISABLE",
            "DISABLED",
            "ENABLE",
            "ENABLED",
            "IMPLICIT");

    private static final Pattern SWITCH =
            Pattern.compile("|0|1|true|false|yes|no|on|off|none", Pattern.CASE_INSENSITIVE);
    private static final Pattern ID = Pattern.compile("[a-z_][a-z0-9_]*");

    @Override
    public String id() {
        return "secret-in-variable";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String title() {
        return "Keeps secrets out of ARG and ENV";
    }

    @Override
    public String lesson() {
        return "07-hardening#secrets";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        Stream.of(file.dockerfile().globalArgs().stream(), file.all("ARG"), file.all("ENV"))
                .flatMap(instructions -> instructions)
                .forEach(instruction -> check(instruction, findings));
    }

    private static void check(Instruction instruction, Findings findings) {
        List<Assignment> assignments = instruction.assignments();
        for (int i = 0; i < assignments.size(); i++) {
            Assignment assignment = assignments.get(i);
            if (isSecret(instruction, assignment)) {
                SourceText word = instruction.words().get(i).source();
                int end = Math.min(word.length(), assignment.name().length());
                report(instruction, assignment.name(), word.slice(0, end), findings);
            }
        }
    }

    private static boolean isSecret(Instruction instruction, Assignment assignment) {
        String value = unquoted(assignment.value().orElse(""));
        boolean given = instruction.keyword().equals("ARG") ? value.isEmpty() || !isSwitch(value) : !isSwitch(value);
        return SecretForm.beginsOne(value) || (given && namesSecret(assignment.name()));
    }

    private static boolean isSwitch(String value) {
        return SWITCH.matcher(value).matches();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean namesSecret(String name) {
        List<String> words = Arrays.asList(name.toUpperCase(Locale.ROOT).split("_", -1));
        if (PLACES.contains(words.getLast()) || !Collections.disjoint(words, OTHERWISE)) {
            return false;
        }
        return !Collections.disjoint(words, WORDS)
                || Stream.iterate(1, i -> i < words.size(), i -> i + 1)
                        .anyMatch(i -> words.get(i).equals("KEY") && KEYS.contains(words.get(i - 1)));
    }

    private static void report(Instruction instruction, String name, SourceText source, Findings findings) {
        String where = instruction.keyword().equals("ARG")
                ? "What ARG is given stays in the image's history"
                : "What ENV is given stays in the image's configuration";
        String id = name.toLowerCase(Locale.ROOT);
        String mount = ID.matcher(id).matches() ? id : "token";
        findings.add(
                source,
                where + ": everyone who can pull the image reads the key to your models or data there.",
                "While building, write RUN --mount=type=secret,id=" + mount + " and read /run/secrets/" + mount
                        + " in that RUN. When running, use docker run -e or --env-file.");
    }
}
