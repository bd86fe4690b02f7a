package dev.drydock.dockerfile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds ADD instructions that fetch from a network, and COPY that hopes to. Variables are substituted as far as the stage itself sets them; a
 * source with any other variable counts as remote, as the base image may set it to an address.
 */
final class RemoteSources {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+://.*", Pattern.DOTALL);
    private static final Pattern GIT_OVER_SSH = Pattern.compile("[A-Za-z0-9_-]++@[A-Za-z0-9.-]++:.*", Pattern.DOTALL);

    /**
     * A source that is fetched, or may be.
     *
     * @param certain false where it depends on a variable that only the build knows
     */
    record Source(Word written, boolean certain) {}

    private final Map<String, String> global;
    private final Map<String, String> buildArgs;
    private final char escape;
    private final Budget budget = new Budget();
    private final Map<String, String> known = new HashMap<>();

    RemoteSources(Dockerfile dockerfile, Map<String, String> buildArgs) {
        this.escape = dockerfile.directives().escape();
        this.buildArgs = buildArgs;
        this.global = GlobalScope.of(dockerfile.file(), dockerfile.globalArgs(), buildArgs, escape, budget);
    }

    /** Begins a stage: variables of the one before are not set there. */
    void enter() {
        known.clear();
    }

    /** Goes on to the next instruction of the stage and says what it fetches. */
    Optional<Source> in(Instruction instruction) {
        assign(instruction);
        Instruction effective = instruction.trigger().orElse(instruction);
        boolean later = instruction.trigger().isPresent();
        return switch (effective.keyword()) {
            case "ADD" ->
                sources(effective).stream()
                        .flatMap(source -> remote(source, later).stream())
                        .findFirst();
            // COPY fetches nothing, and fails in the build with fewer words.
            case "COPY" ->
                sources(effective).stream()
                        .filter(source -> isAddress(source.text()))
                        .map(source -> new Source(source, true))
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static List<Word> sources(Instruction instruction) {
        return instruction.words().subList(0, instruction.words().size() - 1);
    }

    /** What ONBUILD holds is substituted in another stage, whose variables are not known here. */
    private Optional<Source> remote(Word source, boolean later) {
        String text = source.text();
        if (Heredoc.of(text).isPresent()) {
            return Optional.empty();
        }
        Optional<String> resolved = later && text.contains("$") ? Optional.empty() : resolved(text);
        boolean remote = resolved.map(RemoteSources::isAddress).orElse(true);
        return remote ? Optional.of(new Source(source, resolved.isPresent())) : Optional.empty();
    }

    private static boolean isAddress(String source) {
        return ADDRESS.matcher(source).matches() || GIT_OVER_SSH.matcher(source).matches();
    }

    /** Takes ENV and ARG into account; other instructions assign nothing that a source could use. */
    private void assign(Instruction instruction) {
        if (!instruction.keyword().equals("ENV") && !instruction.keyword().equals("ARG")) {
            return;
        }
        boolean arg = instruction.keyword().equals("ARG");
        for (Assignment assignment : instruction.assignments()) {
            String name = assignment.name();
            // Which of ARG and ENV wins depends on BuildKit's version.
            boolean clash = arg && known.containsKey(name);
            Optional<String> value =
                    arg ? declared(assignment) : assignment.value().flatMap(this::resolved);
            if (value.isPresent() && !clash) {
                known.put(name, value.get());
            } else {
                known.remove(name);
            }
        }
    }

    private Optional<String> declared(Assignment assignment) {
        String given = buildArgs.get(assignment.name());
        if (given != null) {
            return Optional.of(given);
        }
        return assignment.value().isPresent()
                ? assignment.value().flatMap(this::resolved)
                : Optional.ofNullable(global.get(assignment.name()));
    }

    /** The text with its variables, or empty where one of them is not known. */
    private Optional<String> resolved(String text) {
        try {
            ShellWord.Result result = ShellWord.substitute(text, known, escape, budget);
            return result.unset().isEmpty() ? Optional.of(result.text()) : Optional.empty();
        } catch (Mistake unreadable) {
            return Optional.empty();
        }
    }
}
