package dev.drydock.lint.shell;

import dev.drydock.dockerfile.SourceText;
import java.util.List;
import java.util.Map;
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

    /** Programs that run the one that their arguments name, with their options that have a value of their own. */
    private static final Map<String, Set<String>> WRAPPERS = Map.ofEntries(
            Map.entry("sudo", Set.of("-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "--user", "--group")),
            Map.entry("doas", Set.of("-u", "-C")),
            Map.entry("env", Set.of("-u", "-C", "--unset", "--chdir")),
            Map.entry("nice", Set.of("-n", "--adjustment")),
            Map.entry("time", Set.of("-o", "-f")),
            Map.entry("timeout", Set.of("-k", "-s", "--kill-after", "--signal")),
            Map.entry("xargs", Set.of("-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "--arg-file", "--max-args")),
            Map.entry("exec", Set.of("-a")),
            Map.entry("command", Set.of()),
            Map.entry("builtin", Set.of()),
            Map.entry("nohup", Set.of()),
            Map.entry("eatmydata", Set.of()));

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
        int last = words.size() - 1;
        int index = 0;
        while (index < last && WRAPPERS.containsKey(baseName(words.get(index).text()))) {
            String wrapper = baseName(words.get(index).text());
            Set<String> valued = WRAPPERS.getOrDefault(wrapper, Set.of());
            index++;
            while (index < last && isOptionOrAssignment(words.get(index).text())) {
                index += valued.contains(words.get(index).text()) ? 2 : 1;
            }
            // Its first argument says how long the program may take.
            index += wrapper.equals("timeout") ? 1 : 0;
            index = Math.min(index, last);
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
