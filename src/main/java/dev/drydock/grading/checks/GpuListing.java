package dev.drydock.grading.checks;

import dev.drydock.grading.CommandResult;
import dev.drydock.grading.Observations;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the driver's own nvidia-smi says in a container of the image. */
final class GpuListing {

    private static final Pattern UUID = Pattern.compile("(?<=UUID: )GPU-[0-9a-fA-F-]+");
    private static final int LAST_LINES = 3;

    private GpuListing() {}

    /** What it says, if that is not what the container was given. */
    static Optional<String> otherwise(Observations seen, int count) {
        CommandResult listing = seen.gpuListing(count);
        Set<String> listed =
                UUID.matcher(listing.output()).results().map(MatchResult::group).collect(Collectors.toSet());
        return listed.equals(Set.copyOf(listing.gpus()))
                ? Optional.empty()
                : Optional.of("nvidia-smi says: "
                        + Printable.lastLines(listing.problem().orElse(listing.output()), LAST_LINES) + "; given were "
                        + String.join(", ", listing.gpus()));
    }
}
