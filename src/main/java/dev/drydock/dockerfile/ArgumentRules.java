package dev.drydock.dockerfile;

import dev.drydock.text.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What BuildKit demands of each instruction's arguments, said so that a learner can mend it. */
final class ArgumentRules {

    /** Every instruction there is, with an example of its use. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("FROM", "FROM python:3.11-slim"),
            Map.entry("ARG", "ARG VERSION=1.0"),
            Map.entry("ENV", "ENV NAME=value"),
            Map.entry("LABEL", "LABEL name=\"value\""),
            Map.entry("RUN", "RUN pip install flask"),
            Map.entry("CMD", "CMD [\"python\", \"app.py\"]"),
            Map.entry("ENTRYPOINT", "ENTRYPOINT [\"python\", \"app.py\"]"),
            Map.entry("COPY", "COPY app.py /app/"),
            Map.entry("ADD", "ADD data.tar.gz /data/"),
            Map.entry("WORKDIR", "WORKDIR /app"),
            Map.entry("USER", "USER 1000"),
            Map.entry("EXPOSE", "EXPOSE 8000"),
            Map.entry("VOLUME", "VOLUME /data"),
            Map.entry("HEALTHCHECK", "HEALTHCHECK CMD curl -f http://localhost:8000/health"),
            Map.entry("SHELL", "SHELL [\"/bin/bash\", \"-c\"]"),
            Map.entry("STOPSIGNAL", "STOPSIGNAL SIGTERM"),
            Map.entry("ONBUILD", "ONBUILD COPY . /app"),
            Map.entry("MAINTAINER", "LABEL maintainer=\"you@example.org\""));

    private ArgumentRules() {}

    static void check(Instruction instruction) {
        if (!EXAMPLES.containsKey(instruction.keyword())) {
            throw unknown(instruction.keyword());
        }
        // CMD [] and ENTRYPOINT [] take back what the base image set.
        boolean mayBeEmpty =
                instruction.keyword().equals("CMD") || instruction.keyword().equals("ENTRYPOINT");
        if (instruction.arguments().isEmpty() && !mayBeEmpty) {
            throw new Mistake(
                    instruction.keyword() + " stands alone, but needs something after it.",
                    "Write, for example: " + EXAMPLES.get(instruction.keyword()));
        }
        switch (instruction.keyword()) {
            case "COPY", "ADD" -> checkCopy(instruction);
            case "ENV", "LABEL", "ARG" -> checkNames(instruction);
            case "HEALTHCHECK" -> checkProbe(instruction);
            case "SHELL" -> checkShell(instruction);
            case "VOLUME" -> checkVolumes(instruction);
            case "ONBUILD" -> checkTrigger(instruction.trigger().orElseThrow());
            default -> {}
        }
    }

    private static Mistake unknown(String keyword) {
        String mend = Nearest.to(keyword, EXAMPLES.keySet())
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("Every line begins with an instruction such as RUN or COPY. "
                        + "If this one belongs to the line above, end that line with a backslash.");
        if (keyword.isEmpty()) {
            return new Mistake("A backslash continues nothing here.", "Delete the line.");
        }
        return new Mistake("There is no instruction " + Printable.of(keyword) + ".", mend);
    }

    private static void checkCopy(Instruction copy) {
        List<String> words = copy.arguments();
        if (words.size() < 2) {
            throw new Mistake(
                    copy.keyword() + " names a source and no destination.",
                    "Write both: " + copy.keyword() + " " + Printable.of(words.getFirst()) + " /app/");
        }
        if (Heredoc.of(words.getLast()).isPresent()) {
            throw new Mistake(
                    "The destination of " + copy.keyword() + " cannot be a here-document.",
                    "Put the file's path behind it: " + copy.keyword() + " <<EOF /app/config");
        }
    }

    private static void checkNames(Instruction instruction) {
        if (instruction.assignments().stream()
                .anyMatch(assignment -> assignment.name().isEmpty())) {
            throw new Mistake(
                    instruction.keyword() + " assigns a value to nothing.",
                    "Put a name before the equals sign, without spaces around it: "
                            + EXAMPLES.get(instruction.keyword()));
        }
    }

    private static void checkProbe(Instruction probe) {
        String kind = probe.arguments().getFirst().toUpperCase(Locale.ROOT);
        int words = probe.arguments().size();
        boolean none = kind.equals("NONE");
        if (!none && !kind.equals("CMD")) {
            throw new Mistake(
                    "HEALTHCHECK is followed by CMD and a command, not by \""
                            + Printable.of(probe.arguments().getFirst()) + "\".",
                    "Write " + EXAMPLES.get("HEALTHCHECK"));
        }
        if (none && words > 1) {
            throw new Mistake("HEALTHCHECK NONE takes nothing after it.", "Write HEALTHCHECK NONE alone.");
        }
        if (!none && words == 1) {
            throw new Mistake("HEALTHCHECK CMD has no command.", "Write " + EXAMPLES.get("HEALTHCHECK"));
        }
    }

    private static void checkShell(Instruction shell) {
        if (shell.form() != Instruction.Form.EXEC) {
            throw new Mistake("SHELL needs the JSON form.", "Write " + EXAMPLES.get("SHELL"));
        }
    }

    private static void checkVolumes(Instruction volume) {
        if (volume.arguments().stream().anyMatch(String::isBlank)) {
            throw new Mistake("VOLUME names an empty path.", "Write " + EXAMPLES.get("VOLUME"));
        }
    }

    private static void checkTrigger(Instruction trigger) {
        if (trigger.keyword().equals("FROM") || trigger.keyword().equals("MAINTAINER")) {
            throw new Mistake(
                    "ONBUILD cannot hold " + trigger.keyword() + ".",
                    "Only instructions that belong into a stage can wait for a later build.");
        }
        check(trigger);
        FlagRules.check(trigger);
    }

    /** The stage name that FROM gives after AS, in lower case. */
    static Optional<String> stageName(Instruction from) {
        List<String> words = from.arguments();
        if (words.size() == 1) {
            return Optional.empty();
        }
        if (words.size() != 3 || !words.get(1).equalsIgnoreCase("AS")) {
            throw new Mistake(
                    "FROM takes an image, and perhaps AS and a name for the stage.",
                    "Write FROM image, or FROM image AS name, and nothing after it.");
        }
        String name = words.get(2).toLowerCase(Locale.ROOT);
        if (!isStageName(name)) {
            throw new Mistake(
                    "\"" + Printable.of(words.get(2)) + "\" cannot be a stage's name.",
                    "Begin it with a letter, and use letters, digits, dots, dashes and underscores only.");
        }
        return Optional.of(name);
    }

    private static boolean isStageName(String name) {
        return name.charAt(0) >= 'a'
                && name.charAt(0) <= 'z'
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0);
    }
}
