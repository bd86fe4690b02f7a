package dev.drydock.engine;

import java.time.Duration;

/**
 * How a request is sent many times.
 *
 * @param times how many times, as far as there is time for it
 * @param atOnce whether all are sent at the same time, each over a connection of its own; otherwise one after another, as fast as
 *     they are answered, up to the first one without an answer
 * @param time for all together
 */
public record Repetition(int times, boolean atOnce, Duration time) {

    public static Repetition inARow(int times, Duration time) {
        return new Repetition(times, false, time);
    }

    public static Repetition atOnce(int times, Duration time) {
        return new Repetition(times, true, time);
    }

    /** The same with another time. */
    public Repetition within(Duration other) {
        return new Repetition(times, atOnce, other);
    }
}
