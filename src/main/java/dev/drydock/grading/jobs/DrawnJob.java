package dev.drydock.grading.jobs;

import dev.drydock.content.BatchJob;
import dev.drydock.content.BatchJob.Draw;
import dev.drydock.content.BatchJob.GivenFile;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A job whose lots are drawn.
 *
 * @param arguments what follows the image's name in {@code docker run}
 * @param environment variables that the container is started with
 * @param files texts that are put into the container before it starts, by absolute path
 * @param results absolute paths of the files that are looked at afterwards
 */
public record DrawnJob(
        List<String> arguments, Map<String, String> environment, Map<String, String> files, List<String> results) {

    public DrawnJob {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
        results = List.copyOf(results);
    }

    /**
     * Draws.
     *
     * @param given reads a file of the exercise's context
     */
    public static DrawnJob of(BatchJob job, UnaryOperator<String> given, RandomGenerator random) {
        Map<String, String> drawn = new HashMap<>();
        job.draw().forEach(draw -> drawn.put(draw.name(), text(draw, random)));
        Map<String, String> environment = new TreeMap<>();
        job.environment().orElse(Map.of()).forEach((name, value) -> environment.put(name, filled(value, drawn)));
        Map<String, String> files = new TreeMap<>();
        job.files().forEach(file -> files.put(filled(file.path(), drawn), content(file, given, drawn)));
        return new DrawnJob(filled(job.arguments(), drawn), environment, files, filled(job.results(), drawn));
    }

    private static List<String> filled(List<String> texts, Map<String, String> drawn) {
        return texts.stream().map(text -> filled(text, drawn)).toList();
    }

    private static String content(GivenFile file, UnaryOperator<String> given, Map<String, String> drawn) {
        if (file.text().isPresent()) {
            return filled(file.text().orElseThrow(), drawn);
        }
        String content = given.apply(file.given().orElseThrow());
        for (BatchJob.Replacement change : file.replace()) {
            content = content.replace(change.text(), filled(change.by(), drawn));
        }
        return content;
    }

    private static String filled(String text, Map<String, String> drawn) {
        String filled = text;
        for (Map.Entry<String, String> each : drawn.entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    private static String text(Draw draw, RandomGenerator random) {
        return draw.rows()
                .map(rows -> IntStream.range(0, rows)
                        .mapToObj(row -> row(draw, random))
                        .collect(Collectors.joining(",", "[", "]")))
                .orElseGet(() -> number(draw, random));
    }

    private static String row(Draw draw, RandomGenerator random) {
        return IntStream.range(0, draw.columns().orElse(1))
                .mapToObj(column -> number(draw, random))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String number(Draw draw, RandomGenerator random) {
        int decimals = draw.decimals().orElse(0);
        double drawn = decimals == 0
                ? random.nextLong((long) draw.from(), (long) draw.to() + 1)
                : random.nextDouble(draw.from(), Math.nextUp(draw.to()));
        return String.format(Locale.ROOT, "%." + decimals + "f", drawn);
    }
}
