package dev.drydock.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logging of commands that run without a server: what libraries say goes nowhere unless something is wrong. */
final class Logging {

    private Logging() {}

    static void quiet() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.SEVERE);
        var errors = new java.util.logging.ConsoleHandler();
        errors.setLevel(Level.SEVERE);
        root.addHandler(errors);
    }
}
