package dev.drydock.grading;

import dev.drydock.engine.Sampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has to be arranged before the service is started, as it cannot be observed afterwards.
 *
 * @param requests that are repeated from its start
 * @param time for how long they are
 * @param files of the context, by their paths there: who opens them in the container is written down
 */
public record StartPlan(List<Sampling.Request> requests, Duration time, Set<String> files) {

    /** Nothing. */
    public static final StartPlan NOTHING = new StartPlan(List.of(), Duration.ZERO, Set.of());

    public StartPlan {
        requests = List.copyOf(requests);
        files = Set.copyOf(files);
    }

    /** Only the files: nobody asks the service anything. */
    StartPlan unasked() {
        return new StartPlan(List.of(), Duration.ZERO, files);
    }

    /** What either wants. */
    StartPlan and(StartPlan other) {
        var all = new LinkedHashSet<>(requests);
        all.addAll(other.requests);
        var both = new TreeSet<>(files);
        both.addAll(other.files);
        return new StartPlan(new ArrayList<>(all), time.compareTo(other.time) < 0 ? other.time : time, both);
    }
}
