package dev.drydock.lint.rules;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.lint.LintedDockerfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An installation of what a project depends on, apart from the project itself.
 *
 * @param source what installs
 * @param files that say what is installed, as the command sees them; none where it names packages
 * @param option that keeps it from installing the project too; empty where there is none
 */
record Dependencies(SourceText source, List<String> files, String option) {

    private static final Pattern PACKAGE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*+(\\[[^\\]]*+\\])?([=<>!~].*)?", Pattern.DOTALL);
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(whl|zip|tar\\.gz)", Pattern.DOTALL);

    /** What is installed to install with. */
    private static final Pattern INSTALLERS = Pattern.compile(
            "(pip|setuptools|wheel|poetry|poetry-core|uv|pipenv|pip-tools|pdm|hatch|build|virtualenv)([\\[=<>!~].*)?");

    private static final Pattern ORDINARY = Pattern.compile("[A-Za-z0-9_./-]+");

    Dependencies {
        files = List.copyOf(files);
    }

    /** The first one in a RUN. */
    static Optional<Dependencies> installedBy(LintedDockerfile file, Instruction run) {
        return file.commands(run).stream()
                .flatMap(command -> Call.of(command).stream())
                .flatMap(call -> of(call).stream())
                .findFirst();
    }

    private static Optional<Dependencies> of(Call call) {
        SourceText source = call.command().source();
        List<String> words = Call.texts(call.arguments());
        String action =
                words.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("");
        return switch (call.program()) {
            case "poetry" ->
                of(source, action.equals("install"), List.of("pyproject.toml", "poetry.lock"), "--no-root");
            case "uv" ->
                action.equals("sync")
                        ? of(source, true, List.of("pyproject.toml", "uv.lock"), "--no-install-project")
                        : pip(call);
            case "npm" -> npm(source, action, words);
            case "conda", "mamba", "micromamba" -> conda(source, words);
            default -> pip(call);
        };
    }

    private static Optional<Dependencies> of(SourceText source, boolean installs, List<String> files, String option) {
        return installs ? Optional.of(new Dependencies(source, files, option)) : Optional.empty();
    }

    private static Optional<Dependencies> npm(SourceText source, String action, List<String> words) {
        long operands = words.stream().filter(word -> !word.startsWith("-")).count();
        boolean named = operands > 1 || words.contains("-g") || words.contains("--global");
        List<String> files = named ? List.of() : List.of("package.json", "package-lock.json");
        return of(source, Set.of("ci", "install", "i").contains(action), files, "");
    }

    private static Optional<Dependencies> conda(SourceText source, List<String> words) {
        int option = Math.max(words.indexOf("-f"), words.indexOf("--file"));
        List<String> files = words.stream()
                .filter(word -> word.startsWith("--file="))
                .map(word -> word.substring("--file=".length()))
                .collect(Collectors.toList());
        if (option >= 0 && option + 1 < words.size()) {
            files.add(words.get(option + 1));
        }
        boolean makes = words.contains("create") || words.contains("update") || words.contains("install");
        return of(source, makes && !files.isEmpty(), files, "");
    }

    private static Optional<Dependencies> pip(Call call) {
        return Pip.of(call)
                .filter(pip -> !pip.files().isEmpty() || pip.packages().stream().anyMatch(Dependencies::isDependency))
                .map(pip -> new Dependencies(pip.source(), pip.files(), ""));
    }

    private static boolean isDependency(String name) {
        return PACKAGE.matcher(name).matches()
                && !ARCHIVE.matcher(name).matches()
                && !INSTALLERS.matcher(name).matches();
    }

    /**
     * What COPY has to be given to copy the files alone: their names in the context and where they go.
     *
     * @param destination of the COPY that copied everything
     * @return empty where that cannot be said
     */
    String sources(String destination) {
        if (files.isEmpty() || !files.stream().allMatch(Dependencies::isOrdinary)) {
            return "";
        }
        String base = destination.endsWith("/") ? destination : destination + "/";
        List<String> names = files.stream()
                .map(file -> file.startsWith(base) ? file.substring(base.length()) : file)
                .map(file -> file.startsWith("/") ? file.substring(file.lastIndexOf('/') + 1) : file)
                .map(file -> file.startsWith("./") ? file.substring(2) : file)
                .toList();
        String folder = names.getFirst().substring(0, names.getFirst().lastIndexOf('/') + 1);
        boolean here = base.equals("./");
        String target = here && folder.isEmpty() ? names.size() > 1 ? "./" : "." : (here ? "" : base) + folder;
        return String.join(" ", names) + " " + target;
    }

    private static boolean isOrdinary(String file) {
        return ORDINARY.matcher(file).matches() && !file.contains("..") && !file.contains("//");
    }
}
