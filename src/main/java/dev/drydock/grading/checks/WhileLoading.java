package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Sampling.Sample;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges what a path answered while the service loaded a file. */
record WhileLoading(HttpDuring.Parameters parameters, Loads loads, List<Sample> samples, Observations seen) {

    Finding judge() {
        List<Sample> meanwhile = samples.stream()
                .filter(sample -> loads.isUnderWay(sample.answered()))
                .toList();
        List<Sample> answered =
                meanwhile.stream().filter(sample -> sample.status().isPresent()).toList();
        if (answered.isEmpty()) {
            return failed(
                    "no answer",
                    "Nothing answered " + parameters.path() + " before " + parameters.file()
                            + " was loaded: whoever watches the service learns nothing until then. Open the port first, and load in a "
                            + "thread of its own.",
                    Ports.guilty(seen, parameters.port()));
        }
        Optional<Sample> wrong = answered.stream()
                .filter(sample -> sample.status().getAsInt() != parameters.status())
                .findFirst();
        if (wrong.isPresent()) {
            return failed(
                    answer(wrong.get()) + " " + when(wrong.get().answered()),
                    "Loading takes " + parameters.seconds() + " s from the moment at which the file is opened, and "
                            + parameters.path() + " said "
                            + wrong.get().status().getAsInt()
                            + " before that: it does not look at the model.");
        }
        return judgeGaps(meanwhile, answered.size());
    }

    private Finding judgeGaps(List<Sample> meanwhile, int answers) {
        Duration gap = longestGap(meanwhile);
        String measured = answers + " answers with status " + parameters.status() + " while it loaded";
        Optional<Duration> most = parameters.gapSeconds().map(Duration::ofSeconds);
        return most.filter(allowed -> gap.compareTo(allowed) > 0).isEmpty()
                ? Finding.passed(expected(), measured)
                : failed(
                        measured + ", and none for " + Quantity.time(gap),
                        "For " + Quantity.time(gap) + " of the load nobody answered " + parameters.path()
                                + ". Either the port opens late, or the load keeps the server from answering: it has to run in a "
                                + "thread of its own.");
    }

    /** From when the load began, or between two answers, or until it was over. */
    private Duration longestGap(List<Sample> meanwhile) {
        Instant last = loads.begin();
        Duration longest = Duration.ZERO;
        for (Sample sample : meanwhile) {
            if (sample.status().isPresent() && sample.answered().isAfter(last)) {
                longest = longer(longest, Duration.between(last, sample.answered()));
                last = sample.answered();
            }
        }
        // A load that began late may go on when nobody asks any more.
        Instant asked = meanwhile.getLast().answered();
        return longer(longest, Duration.between(last, asked));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private Finding failed(String actual, String message) {
        return failed(actual, message, List.of());
    }

    private Finding failed(String actual, String message, List<Lines> lines) {
        return Finding.failed(expected(), actual, message, lines);
    }

    private String expected() {
        return parameters.describe() + " answers with status " + parameters.status() + " while " + parameters.file()
                + " is loaded, " + parameters.seconds() + " s";
    }

    private String when(Instant at) {
        if (loads.openings().isEmpty()) {
            return Quantity.time(Duration.between(loads.started(), at)) + " after the start; nothing opened "
                    + parameters.file();
        }
        return at.isBefore(loads.begin())
                ? Quantity.time(Duration.between(at, loads.begin())) + " before the file was opened"
                : Quantity.time(Duration.between(loads.begin(), at)) + " after the file was opened";
    }

    static String answer(Sample sample) {
        return sample.status().isPresent() ? "status " + sample.status().getAsInt() : "no answer";
    }
}
