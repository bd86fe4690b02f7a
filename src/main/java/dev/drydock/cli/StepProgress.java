package dev.drydock.cli;

import dev.drydock.sandbox.Progress;
import java.io.PrintStream;

/** Prints progress as the launcher does, one line a step. */
final class StepProgress implements Progress {

    private final PrintStream out;
    private final long started = System.nanoTime();

    StepProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String what, String message) {
        long seconds = (System.nanoTime() - started) / 1_000_000_000;
        // Recipes begin their lines with their own name.
        String text = message.startsWith(what + ": ") ? message.substring(what.length() + 2) : message;
        out.printf("· %-20s %s (%d s)%n", what, text, seconds);
    }
}
