package dev.drydock.dockerfile;

import dev.drydock.text.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which flags each instruction has, and what they take. */
final class FlagRules {

    private static final Set<String> COPY = Set.of("from", "chown", "chmod", "link", "parents", "exclude");
    private static final Set<String> ADD =
            Set.of("chown", "chmod", "link", "keep-git-dir", "checksum", "unpack", "exclude");
    private static final Set<String> HEALTHCHECK =
            Set.of("interval", "timeout", "start-period", "start-interval", "retries");
    private static final Map<String, Set<String>> FLAGS = Map.of(
            "FROM", Set.of("platform"),
            "RUN", Set.of("mount", "network", "security", "device"),
            "COPY", COPY,
            "ADD", ADD,
            "HEALTHCHECK", HEALTHCHECK);
    private static final Set<String> BOOLEAN = Set.of("link", "parents", "keep-git-dir", "unpack");
    private static final Set<String> OPTIONAL_VALUE = Set.of("device");
    private static final Set<String> REPEATABLE = Set.of("mount", "exclude", "device");
    private static final Pattern DURATION =
            Pattern.compile("0|(?:(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:ns|us|µs|μs|ms|s|m|h)){1,8}");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    private FlagRules() {}

    static void check(Instruction instruction) {
        Set<String> known = FLAGS.getOrDefault(instruction.keyword(), Set.of());
        instruction.flags().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw unknown(instruction.keyword(), name, known);
            }
            checkValues(instruction.keyword(), name, values);
        });
    }

    private static Mistake unknown(String keyword, String name, Set<String> known) {
        String mend = known.isEmpty()
                ? keyword + " takes no flags. Write its arguments right behind it."
                : Nearest.to(name, known)
                        .map(nearest -> "Did you mean --" + nearest + "?")
                        .orElse("It knows --" + String.join(", --", new TreeSet<>(known)) + ".");
        return new Mistake(keyword + " does not know the flag --" + Printable.of(name) + ".", mend);
    }

    private static void checkValues(String keyword, String name, List<String> values) {
        if (values.size() > 1 && !REPEATABLE.contains(name)) {
            throw new Mistake("--" + name + " is given more than once.", "Keep one and delete the others.");
        }
        for (String value : values) {
            if (BOOLEAN.contains(name)) {
                checkBoolean(name, value);
            } else if (value.isEmpty() && !OPTIONAL_VALUE.contains(name)) {
                throw new Mistake(
                        "--" + name + " has no value.",
                        "Write the value right behind an equals sign, without spaces: --" + name + "=value.");
            } else if (keyword.equals("HEALTHCHECK")) {
                checkProbe(name, value);
            }
        }
    }

    private static void checkBoolean(String name, String value) {
        if (!value.isEmpty() && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new Mistake(
                    "--" + name + " is either true or false, not \"" + Printable.of(value) + "\".",
                    "Write --" + name + ", or leave it out.");
        }
    }

    private static void checkProbe(String name, String value) {
        boolean count = name.equals("retries");
        if (!(count ? COUNT : DURATION).matcher(value).matches()) {
            throw new Mistake(
                    "\"" + Printable.of(value) + "\" is no " + (count ? "number" : "duration") + " for --" + name + ".",
                    count ? "Write a whole number, such as --retries=3." : "Write a number and a unit: 30s or 1m30s.");
        }
    }
}
