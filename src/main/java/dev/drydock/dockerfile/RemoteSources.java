package dev.drydock.dockerfile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds ADD instructions that fetch from a network, and COPY that hopes to. Variables are substituted as far as the file sets them; a
 * source with any other variable counts as remote, as the base image may set it to an address.
 */
public final class RemoteSources {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+://.*", Pattern.DOTALL);
    private static final Pattern GIT_OVER_SSH = Pattern.compile("[A-Za-z0-9_-]++@[A-Za-z0-9.-]++:.*", Pattern.DOTALL);

    /**
     * A source that is fetched, or may be.
     *
     * @param certain false where it depends on a variable that only the build knows
     */
    record Source(Word written, boolean certain) {}

    private final Scope scope;

    RemoteSources(Dockerfile dockerfile, Map<String, String> buildArgs) {
        this.scope = new Scope(dockerfile, buildArgs);
    }

    void enter(Stage stage) {
        scope.enter(stage);
    }

    /** Goes on to the next instruction of the stage and says what it fetches. */
    Optional<Source> in(Instruction instruction) {
        scope.add(instruction);
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
        Optional<String> resolved = later && text.contains("$") ? Optional.empty() : scope.resolve(text);
        boolean remote = resolved.map(RemoteSources::isAddress).orElse(true);
        return remote ? Optional.of(new Source(source, resolved.isPresent())) : Optional.empty();
    }

    /** Whether a source of ADD is fetched from a network. */
    public static boolean isAddress(String source) {
        return ADDRESS.matcher(source).matches() || GIT_OVER_SSH.matcher(source).matches();
    }
}
