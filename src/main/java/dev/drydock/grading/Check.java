package dev.drydock.grading;

import java.util.Set;

/**
 * A kind of check: judges one property of a submission by what was observed. One class a kind; implementations are
 * stateless, found by {@link java.util.ServiceLoader}, and named after the kind ({@code user.nonRoot} is
 * {@code UserNonRoot}).
 *
 * @param <P> its parameters: the keys under {@code with:} in a grader; an {@code Optional} component may be left out
 */
public interface Check<P extends Record> {

    /** Stable name, such as {@code user.nonRoot}. */
    String kind();

    Class<P> parameters();

    /** What to try when it fails; a grader may replace it. */
    String defaultHint();

    /** The lesson and section that explain it, such as {@code 07-hardening#non-root}; a grader may replace it. */
    String defaultLesson();

    /** What had better be ready before the check is judged; nothing, unless it says otherwise. */
    default Set<Need> needs() {
        return Set.of();
    }

    /** What takes time to get ready, and can be while something else is done. */
    enum Need {
        /** The size of the reference solution. */
        REFERENCE_SIZE,
        /** The running service. */
        SERVICE
    }

    /**
     * Judges.
     *
     * @throws Unobservable when the submission itself made the observation impossible, say because it does not build;
     *     the check is then skipped
     * @throws dev.drydock.engine.EngineException when the platform failed
     */
    Finding judge(P parameters, Observations seen);
}
