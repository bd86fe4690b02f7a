package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Assignment;
import dev.drydock.dockerfile.Flag;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Position;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import dev.drydock.lint.shell.ShellCommand;
import dev.drydock.lint.shell.ShellWord;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Downloaded wheels are of no use in an image. */
@AutoService(Rule.class)
public final class PipCacheKept implements Rule {

    private static final Set<String> VARIABLES =
            Set.of("PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "UV_NO_CACHE", "UV_CACHE_DIR");
    private static final Set<String> OFF = Set.of("", "0", "off", "false", "no");

    @Override
    public String id() {
        return "pip-cache-kept";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Keeps pip's cache out of the image";
    }

    @Override
    public String lesson() {
        return "03-layers-and-cache#pip";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        InForce.<Map<String, String>>walk(
                file, Map.of(), (above, instruction) -> assigned(file, above, instruction), (stage, run, above) -> {
                    var place = Place.of(file, run, above);
                    List<Pip> calls = Pip.calls(file, run);
                    uselessMounts(place, calls, findings);
                    if (!calls.isEmpty() && file.reachesImage(stage)) {
                        keptCaches(place, calls, findings);
                    }
                });
    }

    /**
     * Where pip is called.
     *
     * @param commands of the RUN, how many
     * @param exports what the RUN exports, by variable and place
     * @param mounts that a cache may lie in
     * @param lastCleaner the last command that empties the cache
     * @param above what the variables say there
     */
    private record Place(
            int commands,
            Map<String, NavigableMap<Position, String>> exports,
            List<Flag> mounts,
            Optional<ShellCommand> lastCleaner,
            Map<String, String> above) {

        static Place of(LintedDockerfile file, Instruction run, Map<String, String> above) {
            List<ShellCommand> commands = file.commands(run);
            return new Place(
                    commands.size(),
                    exports(commands),
                    Mounts.outsideOfTheImage(run).toList(),
                    commands.reversed().stream().filter(PipCacheKept::cleansUp).findFirst(),
                    above);
        }

        private static Map<String, NavigableMap<Position, String>> exports(List<ShellCommand> commands) {
            var exports = new HashMap<String, NavigableMap<Position, String>>();
            for (ShellCommand command : commands) {
                if (command.program().equals("export")) {
                    for (String name : VARIABLES) {
                        lastValue(name, command.arguments().stream())
                                .ifPresent(value -> exports.computeIfAbsent(name, first -> new TreeMap<>())
                                        .put(start(command), value));
                    }
                }
            }
            return exports;
        }

        /** What was exported last before a command. */
        Optional<String> exported(String name, ShellCommand before) {
            return Optional.ofNullable(exports.get(name))
                    .map(places -> places.lowerEntry(start(before)))
                    .map(Map.Entry::getValue);
        }
    }

    private static void uselessMounts(Place place, List<Pip> calls, Findings findings) {
        Map<Boolean, List<Pip>> tools = calls.stream().collect(Collectors.partitioningBy(Pip::uv));
        for (List<Pip> same : tools.values()) {
            if (same.stream().allMatch(pip -> isRefused(place, pip))) {
                same.stream()
                        .findFirst()
                        .flatMap(pip -> mount(place, pip))
                        .filter(mount -> !isForOthers(place, mount, same))
                        .ifPresent(mount -> findings.add(
                                mount.source(),
                                "The mount is of no use, because "
                                        + same.getFirst().tool() + " is told to cache "
                                        + "nothing: each build downloads the large wheels of ML libraries again.",
                                "Keep one of the two. With the mount alone (delete "
                                        + same.getFirst().refusal() + " and its variable) wheels stay between builds "
                                        + "and out of the image."));
            }
        }
    }

    /** Whether the whole of a cache folder is mounted and other programs run, which may use it. */
    private static boolean isForOthers(Place place, Flag mount, List<Pip> calls) {
        return Mounts.target(mount).endsWith(".cache") && place.commands() > calls.size();
    }

    private static void keptCaches(Place place, List<Pip> calls, Findings findings) {
        calls.stream()
                .filter(pip -> !isRefused(place, pip) && mount(place, pip).isEmpty() && !isCleanedUp(place, pip))
                .forEach(pip -> findings.add(
                        pip.source(),
                        pip.tool()
                                + " keeps what it downloads in its cache, so that the image holds the large wheels of "
                                + "ML libraries besides what was installed from them.",
                        "Write RUN --mount=type=cache,target=/root/.cache/" + pip.tool() + " to keep wheels between "
                                + "builds and out of the image, or " + pip.refusal()
                                + " to keep nothing. Either is right, "
                                + "but not both."));
    }

    private static Map<String, String> assigned(LintedDockerfile file, Map<String, String> above, Instruction setter) {
        List<Assignment> relevant = Set.of("ENV", "ARG").contains(setter.keyword())
                ? setter.assignments().stream()
                        .filter(assignment -> VARIABLES.contains(assignment.name()))
                        .toList()
                : List.of();
        if (relevant.isEmpty()) {
            return configures(file, setter) ? with(above, "PIP_NO_CACHE_DIR", "1") : above;
        }
        Map<String, String> result = above;
        for (Assignment assignment : relevant) {
            String name = assignment.name();
            Optional<String> value = assignment.value().or(() -> global(file, name));
            result = value.isPresent() ? with(result, name, unquoted(value.get())) : result;
        }
        return result;
    }

    private static Optional<String> global(LintedDockerfile file, String name) {
        return file.dockerfile().globalArgs().stream()
                .flatMap(arg -> arg.assignments().stream())
                .filter(assignment -> assignment.name().equals(name))
                .flatMap(assignment -> assignment.value().stream())
                .findFirst();
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        var result = new HashMap<>(variables);
        result.put(name, value);
        return Map.copyOf(result);
    }

    private static String unquoted(String value) {
        return value.replaceAll("[\"']", "");
    }

    /** Whether it is {@code pip config set global.no-cache-dir true}. */
    private static boolean configures(LintedDockerfile file, Instruction run) {
        return file.commands(run).stream()
                .anyMatch(command -> command.has("config") && command.has("set") && command.has("global.no-cache-dir"));
    }

    private static boolean isRefused(Place place, Pip pip) {
        return pip.refusesCache() || isOff(place, pip);
    }

    /** Whether a variable says that nothing is cached. To pip any value says so, even "off"; uv reads it. */
    private static boolean isOff(Place place, Pip pip) {
        String name = pip.uv() ? "UV_NO_CACHE" : "PIP_NO_CACHE_DIR";
        return variable(place, pip, name)
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> pip.uv() ? !OFF.contains(value) : !value.isEmpty())
                .isPresent();
    }

    /** What a variable says: before the command, exported earlier in the RUN, or by an instruction. */
    private static Optional<String> variable(Place place, Pip pip, String name) {
        ShellCommand caller = pip.call().command();
        return lastValue(name, Stream.concat(caller.words().stream(), caller.assignments().stream()))
                .or(() -> place.exported(name, caller))
                .or(() -> Optional.ofNullable(place.above().get(name)));
    }

    private static Optional<String> lastValue(String name, Stream<ShellWord> words) {
        return words.map(ShellWord::text)
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .reduce((first, last) -> last);
    }

    private static Optional<Flag> mount(Place place, Pip pip) {
        Optional<String> named =
                pip.value("--cache-dir").or(() -> variable(place, pip, pip.uv() ? "UV_CACHE_DIR" : "PIP_CACHE_DIR"));
        return place.mounts().stream()
                .filter(flag -> {
                    String target = Mounts.target(flag);
                    return target.endsWith(".cache")
                            || target.endsWith(".cache/" + pip.tool())
                            || named.filter(path -> covers(target, path)).isPresent();
                })
                .findFirst();
    }

    private static boolean covers(String target, String path) {
        return !target.isEmpty() && (path + "/").startsWith(target + "/");
    }

    /** Whether the same RUN empties the cache afterwards. */
    private static boolean isCleanedUp(Place place, Pip pip) {
        return place.lastCleaner()
                .filter(cleaner -> start(cleaner).compareTo(start(pip.call().command())) > 0)
                .isPresent();
    }

    private static boolean cleansUp(ShellCommand command) {
        return switch (command.program()) {
            case "rm" ->
                command.arguments().stream().anyMatch(word -> word.text().contains("/.cache"));
            default -> command.has("cache") && (command.has("purge") || command.has("clean"));
        };
    }

    private static Position start(ShellCommand command) {
        return command.source().span().start();
    }
}
