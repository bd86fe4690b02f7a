package dev.drydock.lint.rules;

import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.lint.shell.Script;
import dev.drydock.lint.shell.ShellCommand;
import dev.drydock.lint.shell.ShellCommand.Link;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a CMD or ENTRYPOINT in shell form, and what to write in its place. */
final class ShellForm {

    /** What only a shell understands. */
    private static final Pattern NEEDS_SHELL = Pattern.compile("[$`*?\\[\\]~<>&|;(){}#!\\\\]");

    private static final Pattern LOOP = Pattern.compile("(?<!\\S)done(?![^\\s;])");

    /** What was meant as JSON, but is none: quotes behind the bracket, or brackets around it all. */
    private static final Pattern BRACKETS = Pattern.compile("\\[(?:\\s*['\"“”].*|.*\\]\\s*)", Pattern.DOTALL);

    private final String text;
    private final List<ShellCommand> commands;

    ShellForm(SourceText text) {
        this.text = text.toString();
        this.commands = Script.of(text).commands().stream()
                .filter(command -> command.subshell() == 0 && command.host().isEmpty())
                .toList();
    }

    boolean looksLikeJson() {
        return BRACKETS.matcher(text).matches();
    }

    /** Whether the service takes the shell's place at the end, as {@code exec python app.py} does. */
    boolean givesWay() {
        return last().filter(command -> command.words().getFirst().text().equals("exec"))
                .isPresent();
    }

    /** The command that the shell runs last and waits for. */
    private Optional<ShellCommand> last() {
        if (commands.isEmpty() || text.stripTrailing().endsWith("&")) {
            return Optional.empty();
        }
        ShellCommand last = commands.getLast();
        // Behind || it is not what usually runs.
        boolean waitedFor = last.link() != Link.PIPE && last.link() != Link.OR;
        return waitedFor && !last.words().isEmpty() ? Optional.of(last) : Optional.empty();
    }

    /** Whether the shell has nothing else to do, before or after. */
    boolean isOneCommand() {
        return commands.size() == 1 && last().isPresent();
    }

    /** The same as JSON, where it needs no shell. */
    Optional<String> execForm() {
        boolean simple = commands.size() == 1
                && commands.getFirst().assignments().isEmpty()
                && !NEEDS_SHELL.matcher(text).find();
        return simple
                ? Optional.of(commands.getFirst().words().stream()
                        .map(word -> "\"" + Printable.of(word.text()).replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(", ", "[", "]")))
                : Optional.empty();
    }

    String mend(String keyword) {
        return execForm()
                .map(exec -> "Write " + keyword + " " + exec)
                .or(() -> withExec()
                        .map(shell -> "Let the server take the shell's place: write " + keyword + " " + shell))
                .orElse("Put this into a script whose last line is exec and the server's command, and start that: "
                        + keyword + " [\"./start.sh\"]");
    }

    /** The same with {@code exec} before its last command, where that does not change what it does. */
    private Optional<String> withExec() {
        return last().filter(command -> !LOOP.matcher(text).find()).map(command -> {
            SourceText program = command.words().getFirst().source();
            int at = text.lastIndexOf(
                    program.upTo(command.words().getLast().source()).toString());
            return Printable.of(text.substring(0, at) + "exec " + text.substring(at));
        });
    }
}
