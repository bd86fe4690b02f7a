package dev.drydock.cli;

import java.io.PrintStream;
import java.time.Duration;

/** Tries again while a server is away for a moment, because it is started anew or the connection broke. */
final class Persistence {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PrintStream out;
    private final Duration longest;
    private long lastHeard = System.nanoTime();
    private boolean away;

    Persistence(PrintStream out) {
        this(out, LONGEST);
    }

    /**
     * @param longest that nothing is heard before it is given up
     */
    Persistence(PrintStream out, Duration longest) {
        this.out = out;
        this.longest = longest;
    }

    /** Something that the server may not do just now. */
    interface Attempt<T> {
        T make() throws InterruptedException;
    }

    /** To be called when the server says something. */
    void heard() {
        lastHeard = System.nanoTime();
        if (away) {
            away = false;
            out.println("· the server is back");
        }
    }

    /**
     * Makes attempts until one succeeds.
     *
     * @throws RemoteException when that is hopeless, or has taken too long
     */
    <T> T with(Attempt<T> attempt) throws InterruptedException {
        while (true) {
            try {
                T made = attempt.make();
                heard();
                return made;
            } catch (RemoteException failure) {
                if (!failure.mayPass()) {
                    throw failure;
                }
                pauseAfter(failure);
            }
        }
    }

    private void pauseAfter(RemoteException failure) throws InterruptedException {
        if (System.nanoTime() - lastHeard > longest.toNanos()) {
            throw failure;
        }
        if (!away) {
            away = true;
            out.println("· the connection broke; trying again for " + longest.toSeconds() + " s");
        }
        Thread.sleep(PAUSE);
    }
}
