package dev.drydock.lint.rules;

import dev.drydock.dockerfile.SourceText;
import dev.drydock.lint.shell.ShellCommand;
import dev.drydock.lint.shell.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The program that a command runs in the end, also behind {@code xargs}, {@code conda run} and {@code python -m}.
 *
 * @param command that holds it
 * @param start the word that names the program, or Python where it runs a module
 * @param program without its directory
 * @param arguments what it is given
 */
record Call(ShellCommand command, ShellWord start, String program, List<ShellWord> arguments) {

    private static final Set<String> RUNNERS = Set.of("xargs", "conda", "mamba", "micromamba");
    private static final Pattern RUN_BY_OTHERS =
            Pattern.compile("(.*/)?(apt|apt-get|uv|pip[0-9.]*|python[0-9.]*)", Pattern.DOTALL);
    private static final Pattern PYTHON = Pattern.compile("python[0-9.]*");

    Call {
        arguments = List.copyOf(arguments);
    }

    /** The call of a command; nothing where it only assigns. */
    static Optional<Call> of(ShellCommand command) {
        if (command.words().isEmpty()) {
            return Optional.empty();
        }
        List<ShellWord> words = command.words();
        int program = words.size() - command.arguments().size() - 1;
        return Optional.of(of(command, words.subList(behindRunner(words, program), words.size())));
    }

    private static Call of(ShellCommand command, List<ShellWord> words) {
        ShellWord start = words.getFirst();
        String program = baseName(start.text());
        int module = PYTHON.matcher(program).matches() ? texts(words).indexOf("-m") + 1 : 0;
        boolean runsModule = module > 0 && module < words.size() && onlyOptions(words.subList(1, module));
        return runsModule
                ? new Call(command, start, words.get(module).text(), words.subList(module + 1, words.size()))
                : new Call(command, start, program, words.subList(1, words.size()));
    }

    private static int behindRunner(List<ShellWord> words, int program) {
        String name = baseName(words.get(program).text());
        boolean runs = RUNNERS.contains(name)
                && (name.equals("xargs")
                        || texts(words.subList(program + 1, words.size())).contains("run"));
        for (int i = program + 1; runs && i < words.size(); i++) {
            if (RUN_BY_OTHERS.matcher(words.get(i).text()).matches()) {
                return i;
            }
        }
        return program;
    }

    private static boolean onlyOptions(List<ShellWord> words) {
        return words.stream().allMatch(word -> word.text().startsWith("-"));
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static List<String> texts(List<ShellWord> words) {
        return words.stream().map(ShellWord::text).toList();
    }

    /** Where it is written, up to one of its arguments. */
    SourceText upTo(ShellWord argument) {
        return start.source().upTo(argument.source());
    }
}
