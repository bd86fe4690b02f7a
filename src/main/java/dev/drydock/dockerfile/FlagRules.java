package dev.drydock.dockerfile;

import dev.drydock.text.Nearest;
import java.util.HashSet;
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
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    private FlagRules() {}

    static void check(Instruction instruction) {
        Set<String> known = FLAGS.getOrDefault(instruction.keyword(), Set.of());
        var seen = new HashSet<String>();
        for (Flag flag : instruction.flags()) {
            try {
                check(instruction.keyword(), flag, known, seen.add(flag.name()));
            } catch (Mistake mistake) {
                throw mistake.in(flag.source());
            }
        }
    }

    private static void check(String keyword, Flag flag, Set<String> known, boolean first) {
        String name = flag.name();
        String value = flag.valueOrEmpty();
        if (!known.contains(name)) {
            throw unknown(keyword, name, known);
        }
        if (!first && !REPEATABLE.contains(name)) {
            throw new Mistake("--" + name + " is given more than once.", "Keep one and delete the others.");
        }
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

    private static Mistake unknown(String keyword, String name, Set<String> known) {
        String mend = known.isEmpty()
                ? keyword + " takes no flags. Write its arguments right behind it."
                : Nearest.to(name, known)
                        .map(nearest -> "Did you mean --" + nearest + "?")
                        .orElse("It knows --" + String.join(", --", new TreeSet<>(known)) + ".");
        return new Mistake(keyword + " does not know the flag --" + Printable.of(name) + ".", mend);
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
        boolean valid =
                count ? COUNT.matcher(value).matches() : GoDuration.parse(value).isPresent();
        if (!valid) {
            throw new Mistake(
                    "\"" + Printable.of(value) + "\" is no " + (count ? "number" : "duration") + " for --" + name + ".",
                    count ? "Write a whole number, such as --retries=3." : "Write a number and a unit: 30s or 1m30s.");
        }
    }
}
