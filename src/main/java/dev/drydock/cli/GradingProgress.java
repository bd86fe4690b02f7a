package dev.drydock.cli;

import dev.drydock.engine.BuildEvent;
import dev.drydock.engine.BuildStep;
import dev.drydock.grading.GradingEvent;
import dev.drydock.text.Plain;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Tells what a grading does, one line for each step of its builds. */
final class GradingProgress implements Consumer<GradingEvent> {

    private static final int WIDTH = 72;
    private final PrintStream out;

    GradingProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(GradingEvent event) {
        switch (event) {
            case GradingEvent.Phase phase -> out.println("· " + phase.name());
            case GradingEvent.Building building -> building(building.event());
            case GradingEvent.Checked checked -> {}
        }
    }

    private void building(BuildEvent event) {
        if (event.step().position().isEmpty()) {
            return;
        }
        switch (event) {
            case BuildEvent.Started started -> {}
            case BuildEvent.Log log -> {}
            case BuildEvent.Warning warning -> out.println("    warning: " + Plain.line(warning.message()));
            case BuildEvent.Cached cached -> line("cached", cached.step());
            case BuildEvent.Skipped skipped -> line("skipped", skipped.step());
            case BuildEvent.Finished finished ->
                line("%.1f s".formatted(finished.took().toMillis() / 1000.0), finished.step());
            case BuildEvent.Failed failed -> line("failed", failed.step());
        }
    }

    private void line(String how, BuildStep step) {
        stepLine(out, how, step.name());
    }

    /**
     * Tells what became of a step.
     *
     * @param name as BuildKit writes it
     */
    static void stepLine(PrintStream out, String how, String name) {
        String plain = Plain.line(name);
        out.printf("    %7s  %s%n", how, plain.length() > WIDTH ? plain.substring(0, WIDTH - 1) + "…" : plain);
    }
}
