package dev.drydock.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Requests that are repeated in the background, a few times a second. */
public interface Sampling extends AutoCloseable {

    /**
     * What is asked.
     *
     * @param path with a leading slash
     */
    record Request(int port, String path) {}

    /**
     * One request and what came of it.
     *
     * @param request which one
     * @param sent when it was sent
     * @param answered when the answer began, or it was given up
     * @param status of the answer; empty if none came: the connection was refused, or broke, or nothing was said in time
     * @param unready body of the answer, at most 2,000 bytes, where it is the first one to this request with status 503;
     *     untrusted
     */
    record Sample(Request request, Instant sent, Instant answered, OptionalInt status, Optional<String> unready) {

        /** One whose body nobody needs. */
        public Sample(Request request, Instant sent, Instant answered, OptionalInt status) {
            this(request, sent, answered, status, Optional.empty());
        }
    }

    /** All of them, in the order in which they were sent, once their time is up. */
    List<Sample> samples();

    /** Ends it before its time. */
    @Override
    void close();
}
