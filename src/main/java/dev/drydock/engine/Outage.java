package dev.drydock.engine;

/** A way to break a running service from outside, which can be undone. */
public enum Outage {
    /** All its processes are stopped where they are (SIGSTOP), as if they hung. */
    FROZEN("all its processes were stopped (SIGSTOP)"),
    /** Connections to its port are refused, also those that exist; its processes run on. */
    CLOSED("its port was closed"),
    /** Whoever asks at its port is answered with status 500, by somebody else; its processes run on. */
    FAILING("its port answered everything with status 500"),
    /** As {@link #FAILING}, with status 404, as where a service has lost what is asked for. */
    MISSING("its port answered everything with status 404"),
    /** As {@link #FAILING}, with status 503. */
    UNAVAILABLE("its port answered everything with status 503"),
    /** Whoever asks at its port is never answered; its processes run on. */
    SILENT("its port took requests and answered none");

    private final String words;

    Outage(String words) {
        this.words = words;
    }

    /** What was done to the service, as the end of a sentence. */
    public String words() {
        return words;
    }
}
