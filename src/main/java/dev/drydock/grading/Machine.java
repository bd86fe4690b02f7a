package dev.drydock.grading;

import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** How busy the machine was during a grading, and what was done about it. */
public record Machine(
        @Key(value = "How much longer than on an idle machine the slowest container took; 1 or more.", min = 1)
        double slowdown,

        @Key(
                "Ids of the checks that were judged once more in a quiet moment, as they had failed for want of time; the second"
                        + " judgement counts.")
        List<String> repeated) {

    /** What nobody notices. */
    private static final double SLIGHT = 1.1;

    public Machine {
        repeated = List.copyOf(repeated);
    }

    /** In words for the learner. */
    public String describe() {
        String busy = slowdown < SLIGHT
                ? "Other work was under way beside this grading"
                : "The machine was busy: what ran took up to " + slowdown + " times as long as on an idle one";
        String times = repeated.size() == 1 ? "one check was" : repeated.size() + " checks were";
        return repeated.isEmpty()
                ? busy + ", which was allowed for."
                : busy + "; " + times + " judged once more in a quiet moment, and that counts.";
    }

    /** Empty where there is nothing to tell. */
    static Optional<Machine> of(double slowdown, List<String> repeated) {
        return slowdown < SLIGHT && repeated.isEmpty()
                ? Optional.empty()
                : Optional.of(new Machine(Math.round(slowdown * 10) / 10.0, repeated));
    }
}
