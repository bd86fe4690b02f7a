package dev.drydock.grading;

import dev.drydock.engine.BuildEvent;

/** Something that happened in a grading, as it happens; from several threads, one at a time. */
public sealed interface GradingEvent {

    /**
     * A part of the grading began.
     *
     * @param name such as "build" or "rebuild after the edit named source"
     */
    record Phase(String name) implements GradingEvent {}

    /** Something happened in the build of the phase. */
    record Building(String phase, BuildEvent event) implements GradingEvent {}

    /** A check has its result. */
    record Checked(Verdict.CheckResult result) implements GradingEvent {}
}
