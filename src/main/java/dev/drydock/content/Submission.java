package dev.drydock.content;

import dev.drydock.files.Modes;
import dev.drydock.text.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is graded: the files of an exercise's context with a learner's files laid over them. The learner's files are read
 * once, when the submission is made; it does not change when the folder does.
 */
public final class Submission {

    /** The file that every build starts from. */
    public static final String DOCKERFILE = "Dockerfile";

    private final Exercise exercise;
    private final SortedMap<String, byte[]> submitted;
    private final SortedMap<String, Integer> modes;
    private final SortedMap<String, Path> files;

    private Submission(Exercise exercise, SortedMap<String, byte[]> submitted, SortedMap<String, Integer> modes) {
        this.exercise = exercise;
        this.modes = modes;
        this.submitted = Collections.unmodifiableSortedMap(submitted);
        SortedMap<String, Path> own = files(exercise.context());
        checkTogether(submitted.keySet(), own.keySet());
        own.keySet().removeAll(submitted.keySet());
        this.files = Collections.unmodifiableSortedMap(own);
        if (!own.containsKey(DOCKERFILE) && !submitted.containsKey(DOCKERFILE)) {
            throw new SubmissionException(
                    "submission.noDockerfile",
                    Optional.of(DOCKERFILE),
                    "The submission has no Dockerfile.",
                    "Put a file of exactly this name (capital D, no ending) into the folder itself.");
        }
    }

    /** A learner's folder or archive, or one of the exercise's own folders. */
    public static Submission of(Exercise exercise, Path source) {
        return of(exercise, layers(exercise, source), Map.of());
    }

    /** The source alone, or over the solution if it is one of the exercise's wrong ones: how {@code wrong/} is meant. */
    public static List<Path> layers(Exercise exercise, Path source) {
        Path place = SubmissionSource.real(source);
        boolean wrong = exercise.wrongSolutions().stream()
                .anyMatch(solution -> SubmissionSource.real(solution.folder()).equals(place));
        return wrong ? List.of(exercise.solution(), source) : List.of(source);
    }

    /**
     * Folders and archives laid over one another, and single files over all of them. An archive is a zip, tar or tar.gz
     * file, told by its content; it is read in memory and never unpacked to a disk.
     *
     * @param sources later ones win, file by file
     * @param files by path relative to the context, with forward slashes
     * @throws SubmissionException when it holds what a submission may not hold
     */
    public static Submission of(Exercise exercise, List<Path> sources, Map<String, byte[]> files) {
        return of(exercise, sources, SubmittedFiles.withoutModes(files));
    }

    /** Files that were handed in before. */
    public static Submission of(Exercise exercise, SubmittedFiles files) {
        return of(exercise, List.of(), files);
    }

    private static Submission of(Exercise exercise, List<Path> sources, SubmittedFiles files) {
        SortedMap<String, byte[]> submitted = new TreeMap<>();
        SortedMap<String, Integer> modes = new TreeMap<>();
        for (Path source : sources) {
            addSource(exercise, source, submitted, modes);
        }
        files.contents().forEach((path, content) -> {
            EntryName.check(path);
            if (!exercise.settings().mayEdit(path)) {
                throw notEditable(exercise, path, false);
            }
            submitted.put(path, content.clone());
            modes.remove(path);
        });
        modes.putAll(files.modes());
        int total = 0;
        for (Map.Entry<String, byte[]> file : submitted.entrySet()) {
            total = Math.addExact(total, file.getValue().length);
            if (total > SubmissionLimits.MAX_BYTES) {
                throw SubmissionLimits.tooLarge(file.getKey(), OptionalLong.of(total));
            }
        }
        return new Submission(exercise, submitted, modes);
    }

    /** What is laid over one another must not be taken for one another either. */
    private static void checkTogether(Set<String> submitted, Set<String> own) {
        Spellings paths = new Spellings();
        own.forEach(path -> paths.add(path, false));
        submitted.stream().filter(path -> !own.contains(path)).forEach(path -> paths.add(path, false));
    }

    public static Submission starter(Exercise exercise) {
        return of(exercise, exercise.starter());
    }

    public static Submission solution(Exercise exercise) {
        return of(exercise, exercise.solution());
    }

    /** The solution with one mistake. */
    public static Submission wrong(Exercise exercise, WrongSolution wrong) {
        return of(exercise, wrong.folder());
    }

    private static void addSource(
            Exercise exercise, Path place, SortedMap<String, byte[]> submitted, SortedMap<String, Integer> modes) {
        SubmissionSource source = SubmissionSource.open(place, exercise.settings());
        boolean ours = SubmissionSource.real(place).startsWith(SubmissionSource.real(exercise.folder()));
        boolean wrong = layers(exercise, place).size() > 1;
        int bytes = 0;
        for (String path : source.files()) {
            if (exercise.settings().mayEdit(path)) {
                byte[] content = source.read(path, bytes);
                bytes += content.length;
                submitted.put(path, content);
                modes.remove(path);
                Optional.ofNullable(source.modes().get(path)).ifPresent(mode -> modes.put(path, mode));
            } else if (!(wrong && path.equals(Exercise.EXPECTED_FILE))) {
                acceptUnchanged(exercise, source, path);
            }
        }
        if (ours) {
            // Their other bits are the umask of whoever cloned them.
            modes.replaceAll((path, mode) -> Modes.reduced(OptionalInt.of(mode)));
        } else {
            source.modes().forEach((path, mode) -> {
                if (!source.files().contains(path)) {
                    modes.put(path, mode);
                }
            });
        }
    }

    /** People work in a copy of the whole context: files that are still as they were handed out do no harm. */
    private static void acceptUnchanged(Exercise exercise, SubmissionSource source, String path) {
        Path original = exercise.context().resolve(path);
        if (!source.isSame(path, original)) {
            throw notEditable(exercise, path, Files.exists(original, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private static SubmissionException notEditable(Exercise exercise, String path, boolean ofContext) {
        String reason = ofContext
                ? "This file belongs to the exercise and was changed."
                : "This file is no part of the exercise.";
        return new SubmissionException(
                "submission.notEditable",
                Optional.of(EntryName.printable(path)),
                reason,
                mendOfNotEditable(exercise, path, ofContext));
    }

    private static String mendOfNotEditable(Exercise exercise, String path, boolean ofContext) {
        List<String> editable = exercise.settings().editable();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!name.equals(path) && editable.contains(name)) {
            return "If it is meant to be " + name + ", move it to the top of what you hand in.";
        }
        return editable.stream()
                .filter(path::equalsIgnoreCase)
                .findFirst()
                .or(() -> Nearest.to(path, editable))
                .map(nearest -> "If it is meant to be " + nearest + ", rename it.")
                .orElse((ofContext ? "Put the original back" : "Take it out") + "; you may hand in "
                        + String.join(", ", editable) + ".");
    }

    public Exercise exercise() {
        return exercise;
    }

    /** The learner's files by path inside the context, sorted; do not change the arrays. */
    public SortedMap<String, byte[]> submitted() {
        return submitted;
    }

    /** The learner's files, each with the permission bits that count. */
    public SubmittedFiles submittedFiles() {
        return new SubmittedFiles(
                submitted, submitted.keySet().stream().collect(Collectors.toMap(path -> path, this::mode)));
    }

    /**
     * Permission bits with which one of the learner's files enters the build: as it was handed in; where it came without,
     * as from a browser, a script is a program and everything else is not.
     *
     * @param path one of {@link #submitted}
     */
    public int mode(String path) {
        Integer mode = modes.get(path);
        return mode != null ? mode : Modes.ofContent(Objects.requireNonNull(submitted.get(path), path));
    }

    /** Permission bits of the learner's folders, by path inside the context; empty where none were handed in. */
    public SortedMap<String, Integer> folderModes() {
        SortedMap<String, Integer> folders = new TreeMap<>(modes);
        folders.keySet().removeAll(submitted.keySet());
        return folders;
    }

    /** The exercise's own files that the learner's did not replace: path inside the context, file on disk; sorted. */
    public SortedMap<String, Path> files() {
        return files;
    }

    private static SortedMap<String, Path> files(Path context) {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(context)) {
            found.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path -> files.put(ContentHash.relative(context, path), path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    /** Paths of all files, sorted. */
    public SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>(submitted.keySet());
        paths.addAll(files.keySet());
        return paths;
    }

    /** The content of a file, whoever wrote it; empty if there is no such file. */
    public Optional<byte[]> read(String path) {
        byte[] content = submitted.get(path);
        if (content != null) {
            return Optional.of(content.clone());
        }
        try {
            Path file = files.get(path);
            return file == null ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The content of a file as text; what is not UTF-8 is replaced. */
    public Optional<String> text(String path) {
        return read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Digest of all its files, the exercise's own among them. */
    public String contentHash() {
        ContentHash hash = new ContentHash();
        for (String path : paths()) {
            hash.add(path, read(path).orElseThrow());
        }
        return hash.value();
    }
}
