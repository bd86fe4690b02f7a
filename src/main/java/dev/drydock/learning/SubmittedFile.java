package dev.drydock.learning;

import dev.drydock.grading.Verdict;
import dev.drydock.grading.Verdict.LineRange;
import dev.drydock.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A file that was handed in, line by line, with what is held against its lines. */
record SubmittedFile(String path, List<Line> lines) {

    private static final int MOST_LINES = 2_000;

    /**
     * @param guilty titles of the checks that the line caused to fail, and problems that it has
     * @param blame those of them that begin here, so that a step of many lines is blamed once
     */
    record Line(int number, String text, List<String> guilty, List<String> blame) {

        /** For templates. */
        public boolean isGuilty() {
            return !guilty.isEmpty();
        }
    }

    static List<SubmittedFile> of(Map<String, byte[]> files, Optional<VerdictView> verdict) {
        return files.entrySet().stream()
                .flatMap(file -> ExerciseFiles.text(file.getValue()).stream()
                        .map(text -> new SubmittedFile(file.getKey(), lines(file.getKey(), text, verdict))))
                .toList();
    }

    private static List<Line> lines(String path, String text, Optional<VerdictView> verdict) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().limit(MOST_LINES).toList()) {
            int number = lines.size() + 1;
            List<String> guilty = verdict.stream()
                    .flatMap(view -> guilty(view.verdict(), range -> covers(range, path, number), path, number))
                    .toList();
            lines.add(new Line(
                    number,
                    Plain.line(line.isBlank() ? "" : line).isEmpty() ? "" : Plain.lines(line),
                    guilty,
                    verdict.stream()
                            .flatMap(view -> guilty(view.verdict(), range -> begins(range, path, number), path, number))
                            .distinct()
                            .toList()));
        }
        return lines;
    }

    private static Stream<String> guilty(Verdict verdict, Predicate<LineRange> ranges, String path, int line) {
        Stream<String> checks = verdict.checks().stream()
                .filter(check -> check.lines().stream().anyMatch(ranges))
                .map(check -> check.title());
        Stream<String> problem = verdict.problem().stream()
                .filter(found -> found.file().filter(path::equals).isPresent()
                        && found.line().filter(number -> number == line).isPresent())
                .map(Verdict.Problem::reason);
        return Stream.concat(problem, checks);
    }

    private static boolean begins(LineRange range, String path, int line) {
        return range.file().equals(path) && range.start() == line;
    }

    private static boolean covers(LineRange range, String path, int line) {
        return range.file().equals(path) && range.start() <= line && line <= range.end();
    }
}
