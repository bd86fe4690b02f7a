package dev.drydock.lint.rules;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.shell.ShellCommand;
import dev.drydock.lint.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One call of apt or apt-get.
 *
 * @param command that holds it
 * @param action such as {@code install}
 * @param source from the program to the action
 * @param options without their values; letters written together are taken apart
 * @param settings what {@code -o} is given
 * @param packages what follows the action
 */
record Apt(
        ShellCommand command,
        String action,
        SourceText source,
        List<String> options,
        List<String> settings,
        List<String> packages) {

    private static final Set<String> PROGRAMS = Set.of("apt-get", "apt");
    private static final String SHORT_WITH_VALUE = "octa";
    private static final Set<String> LONG_WITH_VALUE = Set.of(
            "--option", "--config-file", "--target-release", "--default-release", "--host-architecture", "--solver");
    private static final Set<String> YES = Set.of("1", "true", "yes", "on", "with", "enable");
    private static final Set<String> NO = Set.of("0", "false", "no", "off", "without", "disable");

    Apt {
        options = List.copyOf(options);
        settings = List.copyOf(settings);
        packages = List.copyOf(packages);
    }

    /** The calls that a RUN makes, in order. */
    static List<Apt> calls(LintedDockerfile file, Instruction run) {
        return file.commands(run).stream()
                .flatMap(command -> of(command).stream())
                .toList();
    }

    /** All installations of the file. */
    static Stream<Apt> installs(LintedDockerfile file) {
        return file.all("RUN").flatMap(run -> calls(file, run).stream()).filter(call -> call.is("install"));
    }

    /** The command as a call of apt; nothing where it is none, or has no action. */
    static Optional<Apt> of(ShellCommand command) {
        return Call.of(command)
                .filter(call -> PROGRAMS.contains(call.program()))
                .flatMap(call -> new Reader(call).read());
    }

    /**
     * Whether an instruction writes a setting into apt's configuration, or copies a file there, which could hold it.
     *
     * @param setting the last part of its name
     */
    static boolean configures(Instruction instruction, String setting) {
        boolean copies = Set.of("COPY", "ADD").contains(instruction.keyword())
                && instruction.arguments().getLast().startsWith("/etc/apt/");
        boolean sets = Set.of("RUN", "COPY", "ADD").contains(instruction.keyword())
                && Stream.concat(
                                Stream.of(instruction.source()),
                                instruction.heredocs().stream().map(document -> document.content()))
                        .anyMatch(text -> writes(text.toString(), setting));
        return copies || sets;
    }
    /** A space follows in a file, while {@code -o} has an equals sign there. */
    private static boolean writes(String text, String setting) {
        return text.contains(setting + " ") || text.contains(setting + "\t");
    }

    boolean is(String... actions) {
        return List.of(actions).contains(action);
    }

    boolean has(String... wanted) {
        return Stream.of(wanted).anyMatch(options::contains);
    }

    /** Whether {@code -o} turns a setting on. */
    boolean turnsOn(String setting) {
        return sets(setting, YES);
    }

    /** Whether {@code -o} turns a setting off. */
    boolean turnsOff(String setting) {
        return sets(setting, NO);
    }

    private boolean sets(String setting, Set<String> values) {
        String prefix = setting.toLowerCase(Locale.ROOT) + "=";
        return settings.stream()
                .map(written -> written.toLowerCase(Locale.ROOT))
                .anyMatch(written -> written.startsWith(prefix) && values.contains(written.substring(prefix.length())));
    }

    /** Reads the words of a call. */
    private static final class Reader {

        private final Call call;
        private final List<String> options = new ArrayList<>();
        private final List<String> settings = new ArrayList<>();
        private final List<ShellWord> operands = new ArrayList<>();

        Reader(Call call) {
            this.call = call;
        }

        Optional<Apt> read() {
            List<ShellWord> words = call.arguments();
            for (int i = 0; i < words.size(); i++) {
                String text = words.get(i).text();
                String next = i + 1 < words.size() ? words.get(i + 1).text() : "";
                if (!text.startsWith("-")) {
                    operands.add(words.get(i));
                } else if (text.startsWith("--") ? longOption(text, next) : letters(text, next)) {
                    i++;
                }
            }
            return operands.stream()
                    .findFirst()
                    .map(action -> new Apt(
                            call.command(),
                            action.text(),
                            call.upTo(action),
                            options,
                            settings,
                            Call.texts(operands).subList(1, operands.size())));
        }

        /** Whether it takes the next word. */
        private boolean longOption(String text, String next) {
            if (text.startsWith("--option=")) {
                settings.add(text.substring("--option=".length()));
            } else if (text.equals("--option")) {
                settings.add(next);
            }
            options.add(text);
            return LONG_WITH_VALUE.contains(text);
        }

        /** Whether the last letter takes the next word. */
        private boolean letters(String text, String next) {
            for (int i = 1; i < text.length(); i++) {
                char letter = text.charAt(i);
                if (letter == '=') {
                    options.add("-" + text.substring(i - 1));
                    return false;
                }
                options.add("-" + letter);
                if (SHORT_WITH_VALUE.indexOf(letter) >= 0) {
                    boolean takesNext = i + 1 == text.length();
                    if (letter == 'o') {
                        settings.add(takesNext ? next : text.substring(i + 1));
                    }
                    return takesNext;
                }
            }
            return false;
        }
    }
}
