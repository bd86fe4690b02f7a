package dev.drydock.grading.checks;

import dev.drydock.engine.Activity;
import dev.drydock.grading.Pause;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * When a service loaded a file: from each time that it was opened, for as long as a load takes at least. Where nothing opened
 * it, the container's start stands for it.
 *
 * @param started when the container did
 * @param openings of the file
 * @param time that a load takes
 */
record Loads(Instant started, List<Instant> openings, Duration time) {

    /** What was written down may be a little later than what happened, on a machine that is busy. */
    private static final Duration LAG = Duration.ofSeconds(1);

    /** Between two looks. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    static Loads of(List<Activity.Event> openings, Instant started, Duration time) {
        return new Loads(started, openings.stream().map(Activity.Event::at).toList(), time);
    }

    /** When the first began. */
    Instant begin() {
        return openings.isEmpty() ? started : openings.getFirst();
    }

    /** When the last one of the start was over, at the earliest. */
    Instant end() {
        Instant end = begin().plus(time);
        for (Instant open : openings) {
            // One after the other without a pause, as a module that is imported twice does.
            end = open.isAfter(end.plus(LAG)) ? end : open.plus(time);
        }
        return end;
    }

    /** Whether the file cannot have been loaded yet at that moment, or is being loaded again. */
    boolean isUnderWay(Instant at) {
        return at.isBefore(end().minus(LAG))
                || openings.stream()
                        .anyMatch(open -> !at.isBefore(open)
                                && at.isBefore(open.plus(time).minus(LAG)));
    }

    /** What the container did until it opened the file, ended, or was given the time. */
    static Activity awaitOpening(RunningService service, Set<String> places, Duration patience) {
        Instant end = Instant.now().plus(patience);
        Activity activity = service.activity();
        while (activity.openings(places).isEmpty()
                && Instant.now().isBefore(end)
                && service.state().running()) {
            Pause.of(PAUSE);
            activity = service.activity();
        }
        return activity;
    }
}
