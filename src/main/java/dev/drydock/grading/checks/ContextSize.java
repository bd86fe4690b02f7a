package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The build gets little more than it needs. */
@AutoService(Check.class)
public final class ContextSize implements Check<ContextSize.Parameters> {

    private static final int MOST_SHOWN = 3;

    /**
     * Parameters.
     *
     * @param kilobytes of 1000 bytes
     */
    public record Parameters(
            @Key(value = "Most kilobytes (1000 bytes) of the files that enter the build.", min = 0)
            long kilobytes) {}

    @Override
    public String kind() {
        return "context.size";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Everything beside the Dockerfile is handed to the build unless a .dockerignore names it. Which of these "
                + "files does no instruction need?";
    }

    @Override
    public String defaultLesson() {
        return "04-build-context#ignore";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Map<String, Long> files = seen.contextFiles();
        long bytes = sum(files);
        long most = parameters.kilobytes() * 1000;
        String expected = "at most " + Quantity.bytes(most) + " enter the build";
        String actual = Quantity.bytes(bytes) + " in " + files.size() + (files.size() == 1 ? " file" : " files");
        if (bytes <= most) {
            return Finding.passed(expected, actual);
        }
        List<String> folders = largest(files.entrySet().stream()
                .filter(file -> file.getKey().contains("/"))
                .collect(Collectors.groupingBy(
                        file -> file.getKey().substring(0, file.getKey().indexOf('/') + 1),
                        Collectors.summingLong(Map.Entry::getValue))));
        String inFolders = folders.isEmpty() ? "" : "; largest folders: " + Listing.of(folders, MOST_SHOWN);
        return Finding.failed(
                expected,
                actual + "; largest files: " + Listing.of(largest(files), MOST_SHOWN) + inFolders,
                Quantity.bytes(bytes)
                        + " enter the build. Data sets, caches and notebooks that no step needs make every "
                        + "build slower, and a COPY of everything brings them into the image.",
                List.of());
    }

    private static long sum(Map<String, Long> files) {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<String> largest(Map<String, Long> bytes) {
        return bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + Quantity.bytes(entry.getValue()))
                .toList();
    }
}
