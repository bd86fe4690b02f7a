package dev.drydock.grading;

import dev.drydock.engine.Gpus;
import dev.drydock.grading.jobs.JobRequest;
import java.util.List;
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

    /** What has to be ready before the check is judged; nothing, unless it says otherwise. */
    default Set<Need> needs() {
        return Set.of();
    }

    /**
     * Jobs that it compares with what the reference solution makes of them, which has to be known before; none, unless it says
     * otherwise.
     *
     * @param gpus that containers can get here; who wants more is not served
     */
    default List<JobRequest> jobs(P parameters, Gpus gpus) {
        return List.of();
    }

    /** When it is judged; as soon as the image is built, unless it says otherwise. */
    default Moment moment() {
        return Moment.BUILT;
    }

    /** What has to be arranged before the service is started; nothing, unless it says otherwise. */
    default StartPlan fromStart(P parameters) {
        return StartPlan.NOTHING;
    }

    /** What takes time, and is only done for checks that say so. */
    enum Need {
        /** The size of the reference solution. */
        REFERENCE_SIZE,
        /** What the reference solution answers. */
        REFERENCE_ANSWERS,
        /** What rebuilds ask the package index for. */
        INDEX_REQUESTS
    }

    /**
     * Moments of a grading. Those of one strand follow each other, because each spoils something for those before it;
     * strands run side by side.
     */
    enum Moment {
        /** The image is there. */
        BUILT(Strand.BUILDS, false),
        /** It is built again. */
        REBUILT(Strand.BUILDS, false),
        /** It is built without the cache, whose results later builds would then find. */
        ANEW(Strand.BUILDS, true),
        /** The service runs and is probed. */
        RUNNING(Strand.SERVICE, false),
        /** It is broken on purpose, and healed. */
        BROKEN(Strand.SERVICE, true),
        /** It is stopped. */
        STOPPED(Strand.SERVICE, true),
        /** It runs in containers of its own, under other circumstances. */
        APART(Strand.APART, false),
        /** It is built with other files in place of those that were handed out, and runs. */
        VARIED(Strand.VARIED, false);

        private final Strand strand;
        private final boolean spoiling;

        Moment(Strand strand, boolean spoiling) {
            this.strand = strand;
            this.spoiling = spoiling;
        }

        public Strand strand() {
            return strand;
        }

        /**
         * Whether a check that is judged at the other moment may need one that is judged at this: it may not when this one
         * spoils something, and nothing makes the other wait for it.
         */
        boolean mayBeNeededAt(Moment other) {
            return !spoiling || this == other || (strand == other.strand && compareTo(other) < 0);
        }
    }

    /** What goes on at the same time as the others. */
    enum Strand {
        /** Builds and their images. */
        BUILDS,
        /** The service's container. */
        SERVICE,
        /** Further containers. */
        APART,
        /** Variants of the exercise, built and run. */
        VARIED
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
