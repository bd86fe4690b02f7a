package dev.drydock.lint.shell;

import dev.drydock.dockerfile.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One simple command, such as {@code apt-get install -y curl}.
 *
 * @param assignments before it, such as {@code DEBIAN_FRONTEND=noninteractive}
 * @param words the program and its arguments; none where it only assigns. Redirections are left out
 * @param source from its first word to its last
 * @param link what joins it to the command before it
 * @param pipeline the same number for all commands of one pipeline, which no other pipeline of the script has
 * @param subshell 0 for the script itself, another number for each subshell or substitution
 * @param host the command that was given this one as a text, as {@code bash -c} is
 */
public record ShellCommand(
        List<ShellWord> assignments,
        List<ShellWord> words,
        SourceText source,
        Link link,
        int pipeline,
        int subshell,
        Optional<ShellCommand> host) {

    /** Programs that run the one that their arguments name. */
    private static final Set<String> WRAPPERS =
            Set.of("sudo", "env", "exec", "command", "time", "nice", "nohup", "eatmydata", "builtin", "doas");

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+=.*", Pattern.DOTALL);

    /** What joins a command to the one before it. */
    public enum Link {
        /** Nothing is before it. */
        FIRST,
        /** {@code &&}: it runs where the one before succeeded. */
        AND,
        /** {@code ||}: it runs where the one before failed. */
        OR,
        /** A semicolon or a new line: it runs whatever the one before did. */
        SEQUENCE,
        /** {@code &}: the one before goes on in the background. */
        BACKGROUND,
        /** {@code |}: it reads what the one before writes. */
        PIPE
    }

    public ShellCommand {
        assignments = List.copyOf(assignments);
        words = List.copyOf(words);
    }

    /** Where in {@link #words} the program stands that is really run, behind {@code sudo}, {@code env} and the like. */
    private int programIndex() {
        int index = 0;
        while (index < words.size() - 1
                && WRAPPERS.contains(baseName(words.get(index).text()))) {
            index++;
            while (index < words.size() - 1
                    && isOptionOrAssignment(words.get(index).text())) {
                index++;
            }
        }
        return index;
    }

    private static boolean isOptionOrAssignment(String word) {
        return word.startsWith("-") || ASSIGNMENT.matcher(word).matches();
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The program that is run, without its directory; empty where there is none. */
    public String program() {
        return words.isEmpty() ? "" : baseName(words.get(programIndex()).text());
    }

    /** What the program is given. */
    public List<ShellWord> arguments() {
        return words.isEmpty() ? List.of() : words.subList(programIndex() + 1, words.size());
    }

    /** Whether one of the arguments is exactly this text. */
    public boolean has(String argument) {
        return arguments().stream().anyMatch(word -> word.text().equals(argument));
    }

    /** The first argument that is no option: {@code install} of {@code apt-get -y install curl}; or empty text. */
    public String subcommand() {
        return arguments().stream()
                .map(ShellWord::text)
                .filter(text -> !text.startsWith("-"))
                .findFirst()
                .orElse("");
    }

    /** Whether it is this program with this subcommand. */
    public boolean is(String program, String subcommand) {
        return program().equals(program) && subcommand().equals(subcommand);
    }
}
