package dev.drydock.engine;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * NVIDIA_DRIVER_CAPABILITIES as NVIDIA's container toolkit reads it: words with commas between, blanks around them left aside,
 * capital letters told from small ones. A word that it does not know keeps the container from starting.
 *
 * @param words in the order in which they stand; what the toolkit takes where the variable is not set or empty
 */
public record DriverCapabilities(Set<String> words) {

    /** The variable's name. */
    public static final String VARIABLE = "NVIDIA_DRIVER_CAPABILITIES";

    private static final String ALL = "all";
    private static final List<String> DEFAULT = List.of("utility", "compute");
    private static final Set<String> KNOWN =
            Set.of("compute", "compat32", "graphics", "utility", "video", "display", "ngx", ALL);

    /** What an image's environment asks for. */
    public static DriverCapabilities of(Map<String, String> environment) {
        String value = environment.getOrDefault(VARIABLE, "");
        List<String> asked = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        return new DriverCapabilities(new LinkedHashSet<>(value.isEmpty() ? DEFAULT : asked));
    }

    /** Whether it brings what the word stands for. */
    public boolean has(String word) {
        return words.contains(ALL) || words.contains(word);
    }

    /** Words that there are not, where they are minded: {@code all} makes the toolkit overlook them. */
    public Set<String> unknown() {
        return words.contains(ALL)
                ? Set.of()
                : words.stream()
                        .filter(word -> !KNOWN.contains(word))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Why the toolkit refuses to start a container with GPUs, in its words; empty where it does not. */
    public Optional<String> refusal() {
        return unknown().isEmpty()
                ? Optional.empty()
                : Optional.of("unsupported capabilities found in '" + String.join(",", words) + "': "
                        + String.join(", ", unknown()));
    }

    /** Words that can be asked for. */
    public static Set<String> known() {
        return KNOWN;
    }
}
