package dev.drydock.lint.rules;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One installation with pip or uv.
 *
 * @param call that installs
 * @param uv whether uv does it
 * @param source from the program to {@code install} or {@code sync}
 * @param options as written, without values that follow as words of their own
 * @param packages that are named
 * @param files that {@code -r} names
 */
record Pip(Call call, boolean uv, SourceText source, List<String> options, List<String> packages, List<String> files) {

    private static final Pattern PROGRAM = Pattern.compile("pip[0-9.]*");
    private static final Set<String> FILE_OPTIONS = Set.of("-r", "--requirement", "--requirements");
    private static final Set<String> WITH_VALUE = Set.of(
            "-c",
            "--constraint",
            "-e",
            "--editable",
            "-i",
            "--index-url",
            "--extra-index-url",
            "--index",
            "-f",
            "--find-links",
            "-t",
            "--target",
            "--prefix",
            "--root",
            "--platform",
            "--python-version",
            "--python",
            "-p",
            "--implementation",
            "--abi",
            "--trusted-host",
            "--timeout",
            "--default-timeout",
            "--retries",
            "--cache-dir",
            "--progress-bar",
            "--only-binary",
            "--no-binary",
            "--src",
            "--upgrade-strategy",
            "-C",
            "--config-settings",
            "--proxy",
            "--log",
            "--group",
            "--report",
            "--exists-action",
            "--global-option",
            "--use-feature",
            "--cert",
            "--client-cert",
            "--torch-backend",
            "--index-strategy",
            "--extra",
            "--link-mode",
            "--keyring-provider");

    Pip {
        options = List.copyOf(options);
        packages = List.copyOf(packages);
        files = List.copyOf(files);
    }

    /** The installations of a RUN, in order. */
    static List<Pip> calls(LintedDockerfile file, Instruction run) {
        return file.commands(run).stream()
                .flatMap(command -> Call.of(command).stream())
                .flatMap(call -> of(call).stream())
                .toList();
    }

    /** The call as an installation; nothing where it is none. */
    static Optional<Pip> of(Call call) {
        boolean uv = call.program().equals("uv");
        if (!uv && !PROGRAM.matcher(call.program()).matches()) {
            return Optional.empty();
        }
        return new Reader(call, uv).read();
    }

    /** The program's name for messages and variables. */
    String tool() {
        return uv ? "uv" : "pip";
    }
    /** The option that makes it cache nothing. */
    String refusal() {
        return uv ? "--no-cache" : "--no-cache-dir";
    }

    /** The value of an option in either form. */
    Optional<String> value(String option) {
        List<String> words = Call.texts(call.arguments());
        int index = words.indexOf(option);
        if (index >= 0 && index + 1 < words.size()) {
            return Optional.of(words.get(index + 1));
        }
        return words.stream()
                .filter(word -> word.startsWith(option + "="))
                .map(word -> word.substring(option.length() + 1))
                .findFirst();
    }

    /** Whether an option says that nothing is cached. Both programs take it in more than one length. */
    boolean refusesCache() {
        return options.stream().anyMatch(option -> option.startsWith("--no-cache") || (uv && option.equals("-n")));
    }

    /** Reads the words of a call. */
    private static final class Reader {

        private final Call call;
        private final boolean uv;
        private final List<String> options = new ArrayList<>();
        private final List<String> files = new ArrayList<>();
        private final List<ShellWord> operands = new ArrayList<>();

        Reader(Call call, boolean uv) {
            this.call = call;
            this.uv = uv;
        }

        Optional<Pip> read() {
            List<ShellWord> words = call.arguments();
            for (int i = 0; i < words.size(); i++) {
                String text = words.get(i).text();
                String next = i + 1 < words.size() ? words.get(i + 1).text() : "";
                if (!text.startsWith("-")) {
                    operands.add(words.get(i));
                } else if (option(text, next)) {
                    i++;
                }
            }
            List<String> names = Call.texts(operands);
            int action = uv && names.indexOf("pip") == 0 ? 1 : 0;
            Set<String> installs = uv && action == 0 ? Set.of("sync") : Set.of("install", "sync");
            if (action >= names.size() || !installs.contains(names.get(action))) {
                return Optional.empty();
            }
            List<String> packages = names.subList(action + 1, names.size());
            return Optional.of(new Pip(call, uv, call.upTo(operands.get(action)), options, packages, files));
        }

        /** Whether it takes the next word. */
        private boolean option(String text, String next) {
            options.add(text);
            if (FILE_OPTIONS.contains(text)) {
                files.add(next);
                return true;
            }
            if (text.startsWith("--requirement")) {
                files.add(text.substring(text.indexOf('=') + 1));
            } else if (text.startsWith("-r")) {
                files.add(text.substring(2));
            }
            return WITH_VALUE.contains(text);
        }
    }
}
