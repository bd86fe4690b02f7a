package dev.drydock.grading.checks;

import dev.drydock.dockerfile.HereDocument;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scripts that a command runs and that the Dockerfile itself writes, with a here-document or the output of a RUN. */
final class WrittenScripts {

    private static final Pattern APPLICATION = Pattern.compile("(?<module>[A-Za-z_][\\w.]*):[A-Za-z_].*");

    private WrittenScripts() {}

    /**
     * The steps that write them.
     *
     * @param words of the command; one of them may be a line for a shell
     */
    static Stream<Lines> of(Collection<String> words, Observations seen) {
        Set<String> handedIn =
                seen.submittedPaths().stream().map(ProcessOne::name).collect(Collectors.toSet());
        return found(files(words).filter(file -> !handedIn.contains(ProcessOne.name(file))), seen)
                .flatMap(entry -> writing(entry, seen).stream());
    }

    /** The files above the base that a command names, whoever wrote them. */
    static Stream<Entry> named(Collection<String> words, Observations seen) {
        return found(files(words), seen);
    }

    private static Stream<String> files(Collection<String> words) {
        return words.stream()
                .flatMap(text -> Stream.of(text.split("[\\s;&|'\"]+")))
                .map(WrittenScripts::file)
                .filter(word -> !word.isEmpty());
    }

    private static Stream<Entry> found(Stream<String> files, Observations seen) {
        String folder = seen.image().config().workingDir();
        return files.map(path -> path.startsWith("/") ? path : folder + "/" + path)
                .flatMap(path -> seen.files().find(path).stream())
                .filter(entry -> entry.isFile() && entry.layer() >= seen.baseLayers());
    }

    /** Servers are told applications as modules: {@code package.module:name}. */
    private static String file(String word) {
        Matcher application = APPLICATION.matcher(word);
        return application.matches() ? application.group("module").replace('.', '/') + ".py" : word;
    }

    /** What installs a program may say its name; what writes one sends text there. */
    private static Optional<Lines> writing(Entry script, Observations seen) {
        Pattern writes = Pattern.compile("(?:>|tee\\b|<<).*" + Pattern.quote(ProcessOne.name(script.path())));
        return seen.layerInstruction(script.layer())
                .filter(step -> Stream.concat(
                                Stream.of(step.source()),
                                step.heredocs().stream().map(HereDocument::content))
                        .anyMatch(text -> writes.matcher(text.toString()).find()))
                .map(Instruction::lines);
    }
}
