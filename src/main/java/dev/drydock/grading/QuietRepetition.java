package dev.drydock.grading;

import java.util.function.Consumer;

/** Has checks judged once more on new containers, while no other grading is at work and none of the submission's builds. */
final class QuietRepetition implements CheckRunner.Repetition {

    private final QuietGate.Work work;
    private final Examination examination;
    private final Consumer<GradingEvent> events;
    private double slowdown = 1;

    QuietRepetition(QuietGate.Work work, Examination examination, Consumer<GradingEvent> events) {
        this.work = work;
        this.examination = examination;
        this.events = events;
    }

    @Override
    public boolean isWorthwhile() {
        return examination.containersWereDisturbed() || work.othersAtWork();
    }

    @Override
    public void inQuiet(Runnable action) {
        slowdown = examination.slowdown();
        events.accept(new GradingEvent.Phase("waiting until the machine is quiet, to look again at what was late"));
        // What still runs here would disturb whoever has the quiet before us.
        examination.observeContainersAnew();
        try (QuietGate.Quiet quiet = work.quiet()) {
            events.accept(new GradingEvent.Phase(
                    quiet.complete()
                            ? "run again, in a quiet moment"
                            : "run again, in the quietest moment that there was"));
            action.run();
        }
    }

    /** How much longer than on an idle machine things took the first time; 1 if there was no second. */
    double slowdown() {
        return slowdown;
    }
}
