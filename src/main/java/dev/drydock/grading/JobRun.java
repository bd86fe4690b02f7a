package dev.drydock.grading;

import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import dev.drydock.grading.jobs.JobAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a container of the submission's image made of a job, seen from outside.
 *
 * @param answer what the reference solution made of the same
 * @param command how it ended
 * @param results texts of the files that it wrote, by path; those that it did not write, or not as plain files, are missing;
 *     untrusted
 * @param program path of the file that does the work, links followed; empty where the job names none or the image has none
 * @param forms paths under which the program can be read: its own, and those of its compiled forms
 * @param events what was executed, and who read the program or the image's own driver libraries
 */
public record JobRun(
        JobAnswer answer,
        CommandResult command,
        Map<String, String> results,
        Optional<String> program,
        Set<String> forms,
        List<Event> events) {

    private static final Pattern LOADER = Pattern.compile(".*/ld-(?:linux|musl)[^/]*|.*/ld-[0-9.]+\\.so");

    public JobRun {
        results = Map.copyOf(results);
        forms = Set.copyOf(forms);
        events = List.copyOf(events);
    }

    /** Programs that read the file that does the work, as paths in the container. */
    public Set<String> readers() {
        Set<String> programs = new TreeSet<>();
        events.stream().filter(this::isReading).map(this::reader).forEach(programs::add);
        return programs;
    }

    /** One that ended before it could be looked at is known by what it executed last. */
    private String reader(Event reading) {
        return reading.program().isEmpty()
                ? executed(reading.pid(), events.subList(0, events.indexOf(reading)))
                        .orElse("")
                : reading.program();
    }

    /** Whether the first process of the container read the file that does the work. */
    public boolean isReadByTheFirst() {
        return events.stream()
                .filter(this::isReading)
                .anyMatch(event -> first().filter(pid -> pid == event.pid()).isPresent());
    }

    private boolean isReading(Event event) {
        return event.kind() == Kind.READ && forms.contains(event.path());
    }

    /** Python reads what it compiled before instead of the source, as long as both belong together. */
    static Set<String> forms(Optional<String> program, ImageFiles files) {
        return program.map(path -> {
                    int slash = path.lastIndexOf('/');
                    String stem = path.substring(slash + 1).replaceFirst("\\.py$", "");
                    Pattern compiled = Pattern.compile(
                            Pattern.quote(path.substring(0, slash + 1) + "__pycache__/" + stem) + "\\.[^/]*\\.pyc");
                    return Stream.concat(
                                    Stream.of(path),
                                    files.matching(compiled.asMatchPredicate()).map(ImageFiles.Entry::path))
                            .collect(Collectors.toSet());
                })
                .orElse(Set.of());
    }

    /** The program that the container's first process executed last, as a path in the container; loaders of ELF files aside. */
    public Optional<String> firstProgram() {
        return first().flatMap(pid -> executed(pid, events));
    }

    private static Optional<String> executed(int pid, List<Event> some) {
        return some.stream()
                .filter(event -> event.kind() == Kind.EXECUTED && event.pid() == pid)
                .map(Event::path)
                .filter(path -> !LOADER.matcher(path).matches())
                .reduce((earlier, last) -> last);
    }

    private Optional<Integer> first() {
        return events.stream()
                .filter(event -> event.kind() == Kind.EXECUTED)
                .map(Event::pid)
                .findFirst();
    }

    /** Those of the image's files that were opened, the program aside. */
    public Set<String> opened() {
        Set<String> paths = new TreeSet<>();
        events.stream()
                .filter(event -> event.kind() != Kind.EXECUTED)
                .map(Event::path)
                .filter(path -> !forms.contains(path))
                .forEach(paths::add);
        return paths;
    }
}
