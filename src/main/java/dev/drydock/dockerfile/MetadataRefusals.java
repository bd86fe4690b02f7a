package dev.drydock.dockerfile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses metadata that would choke an engine: text that variables multiply, and health probes that hardly pause.
 * Sizes are counted after substitution, as a variable may hold many copies of another.
 */
final class MetadataRefusals {

    /** Characters in one stage. Linux passes no single variable or argument of more than 128 KiB to a program. */
    static final int LARGEST = 128 * 1024;

    /** Stands for a variable that the base image sets: longer than such values are. */
    private static final String FROM_BASE = "x".repeat(256);

    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LEAST_START_INTERVAL = Duration.ofMillis(100);

    private static final Set<String> SUBSTITUTED =
            Set.of("ADD", "ARG", "COPY", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR");

    /** A RUN is no part of the image's metadata, and what FROM names is checked by others. */
    private static final Set<String> NOT_KEPT = Set.of("RUN", "FROM");

    private final char escape;
    private final Map<String, String> buildArgs;
    private final Map<String, String> global;
    private final Budget budget = new Budget();
    private final RefusalList found;
    private final Map<String, String> known = new HashMap<>();
    private long size;
    private boolean full;

    MetadataRefusals(Dockerfile dockerfile, Map<String, String> buildArgs, RefusalList found) {
        this.escape = dockerfile.directives().escape();
        this.buildArgs = buildArgs;
        this.global = GlobalScope.of(dockerfile.file(), dockerfile.globalArgs(), buildArgs, escape, budget);
        this.found = found;
    }

    /**
     * Begins a stage. Variables of earlier ones stay known, as it may be based on any of them.
     */
    void enter() {
        size = 0;
        full = false;
    }

    void check(Instruction instruction) {
        Instruction effective = instruction.trigger().orElse(instruction);
        checkProbe(effective);
        if (full || NOT_KEPT.contains(effective.keyword())) {
            return;
        }
        try {
            size += SUBSTITUTED.contains(effective.keyword())
                    ? substituted(effective)
                    : effective.source().length();
            if (size > LARGEST) {
                refuse(effective, "come to " + size / 1024 + " KiB with this line");
            }
        } catch (Mistake mistake) {
            if (!budget.isSpent()) {
                // A value that cannot be read says nothing about its size; the build says what is wrong with it.
                return;
            }
            refuse(effective, "come to more than " + Budget.CHARACTERS / 1024 + " KiB with this line");
        }
    }

    private void refuse(Instruction instruction, String size) {
        full = true;
        found.add(
                Refusal.Kind.METADATA,
                instruction.source(),
                "The variables, labels and paths of this stage " + size + "; at most " + LARGEST / 1024
                        + " KiB are allowed.",
                "Put data into a file and COPY it; variables and labels are for short values.");
    }

    private long substituted(Instruction instruction) {
        if (instruction.keyword().equals("ENV") || instruction.keyword().equals("ARG")) {
            return assigned(instruction);
        }
        long characters = 0;
        for (Word word : instruction.words()) {
            characters += longest(word.text()).length();
        }
        return characters;
    }

    /** All values of one instruction are substituted before any of them counts. */
    private long assigned(Instruction instruction) {
        boolean arg = instruction.keyword().equals("ARG");
        var values = new HashMap<String, String>();
        long characters = 0;
        for (Assignment assignment : instruction.assignments()) {
            String value =
                    arg ? declared(assignment) : longest(assignment.value().orElse(""));
            values.put(assignment.name(), value);
            characters += assignment.name().length() + value.length();
        }
        values.forEach((name, value) ->
                known.merge(name, value, (before, now) -> before.length() > now.length() ? before : now));
        return characters;
    }

    private String declared(Assignment assignment) {
        String given = buildArgs.get(assignment.name());
        if (given != null) {
            return given;
        }
        return assignment.value().map(this::longest).orElse(global.getOrDefault(assignment.name(), ""));
    }

    /** The longer of two readings: variables that are not known are empty, or the base image sets them. */
    private String longest(String text) {
        ShellWord.Result empty = ShellWord.substitute(text, known, escape, budget);
        if (empty.unset().isEmpty()) {
            return empty.text();
        }
        empty.unset().forEach(name -> known.put(name, FROM_BASE));
        try {
            String set = ShellWord.substitute(text, known, escape, budget).text();
            return longer(set, empty.text());
        } finally {
            known.keySet().removeAll(empty.unset());
        }
    }

    private static String longer(String set, String empty) {
        return set.length() > empty.length() ? set : empty;
    }

    private void checkProbe(Instruction instruction) {
        if (instruction.keyword().equals("HEALTHCHECK")) {
            instruction.flagsNamed("interval").forEach(flag -> checkPause(flag, LEAST_INTERVAL));
            instruction.flagsNamed("start-interval").forEach(flag -> checkPause(flag, LEAST_START_INTERVAL));
        }
    }

    /** Nothing stands for the default. */
    private void checkPause(Flag flag, Duration least) {
        Optional<Duration> pause = GoDuration.parse(flag.valueOrEmpty()).filter(Duration::isPositive);
        if (pause.isPresent() && pause.get().compareTo(least) < 0) {
            found.add(
                    Refusal.Kind.PROBE,
                    flag.source(),
                    "--" + flag.name() + "=" + Printable.of(flag.valueOrEmpty()) + " would start a health probe every "
                            + millis(pause.get()) + " ms; at least " + least.toMillis()
                            + " ms must lie between two.",
                    "Write --" + flag.name() + "=5s or longer: each probe starts a process in the container.");
        }
    }

    private static String millis(Duration pause) {
        return BigDecimal.valueOf(pause.toNanos(), 6).stripTrailingZeros().toPlainString();
    }
}
