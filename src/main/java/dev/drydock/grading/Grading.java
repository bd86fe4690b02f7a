package dev.drydock.grading;

import dev.drydock.content.Exercise;
import dev.drydock.engine.EngineException;
import dev.drydock.engine.Gpus;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.Timings;
import dev.drydock.grading.jobs.JobAnswers;
import dev.drydock.grading.jobs.JobRequest;
import dev.drydock.lint.Linter;
import dev.drydock.lint.Rules;
import dev.drydock.lint.report.LintEntry;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.PreparedBase;
import dev.drydock.sandbox.Sandbox;
import dev.drydock.sandbox.SandboxPool;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Grades one submission in a sandbox: the flow of {@code docs/architecture.md}, from the lease to the verdict. */
public final class Grading {

    private static final Logger LOG = System.getLogger(Grading.class.getName());

    private static final Linter LINTER = new Linter(Rules.installed());

    private final SandboxPool pool;
    private final Limits limits;
    private final Intake intake;
    private final References references;
    private final QuietGate gate;
    private final ReferenceJobs jobs;
    private final String version;
    private final Collection<PreparedBase> bases;

    /**
     * @param gate of this machine
     * @param version of Drydock, for provenance
     * @param bases that sandboxes of the pool have
     */
    public Grading(
            SandboxPool pool,
            Limits limits,
            Intake intake,
            References references,
            QuietGate gate,
            String version,
            Collection<PreparedBase> bases) {
        this.pool = pool;
        this.limits = limits;
        this.intake = intake;
        this.references = references;
        this.gate = gate;
        this.jobs = references.jobs();
        this.version = version;
        this.bases = List.copyOf(bases);
    }

    /**
     * Grades.
     *
     * @param events told about everything as it happens
     * @return also when the platform failed: then its outcome is {@code error}
     */
    public Verdict grade(Intake.Outcome.Accepted accepted, Grader grader, Consumer<GradingEvent> events)
            throws InterruptedException {
        return grade(accepted, grader, events, lease -> {});
    }

    /**
     * Grades, and can be ended from outside.
     *
     * @param leased gets the sandbox before anything is done in it, to abort it
     */
    public Verdict grade(
            Intake.Outcome.Accepted accepted,
            Grader grader,
            Consumer<GradingEvent> events,
            Consumer<SandboxPool.Lease> leased)
            throws InterruptedException {
        var clock = new Stopwatch();
        Consumer<GradingEvent> told = event -> {
            synchronized (clock) {
                clock.hear(event);
                events.accept(event);
            }
        };
        List<LintEntry> remarks = remarks(accepted);
        // The sandbox comes first: who waits for one must not keep from ending who has one and wants to be alone.
        try (SandboxPool.Lease lease = pool.lease()) {
            leased.accept(lease);
            try (QuietGate.Work work = gate.work()) {
                clock.leased();
                Verdict verdict =
                        examine(lease, accepted, grader, work, clock, told).with(remarks);
                if (verdict.outcome() == Verdict.Outcome.FAILED
                        && !lease.sandbox().isSound()) {
                    // Packages that cannot be fetched from a mirror that has ended look like a mistake of the learner.
                    throw new EngineException("the sandbox or the mirror ended during the grading");
                }
                return verdict;
            } catch (RuntimeException failure) {
                lease.spoil(String.valueOf(failure.getMessage()));
                throw failure;
            }
        } catch (EngineException platform) {
            return Verdicts.error(
                    accepted.submission().exercise().id(),
                    grader.maxScore(),
                    Verdicts.platformProblem(String.valueOf(platform.getMessage())),
                    clock.timings(),
                    provenance(accepted, grader, Optional.empty()));
        }
    }

    private static List<LintEntry> remarks(Intake.Outcome.Accepted accepted) {
        try {
            return LINTER.lint(accepted.dockerfile()).stream()
                    .map(LintEntry::of)
                    .toList();
        } catch (RuntimeException bug) {
            // Remarks earn no points: a verdict without them is better than none.
            LOG.log(Level.ERROR, "the linter broke", bug);
            return List.of();
        }
    }

    private Verdict examine(
            SandboxPool.Lease lease,
            Intake.Outcome.Accepted accepted,
            Grader grader,
            QuietGate.Work work,
            Stopwatch clock,
            Consumer<GradingEvent> told) {
        Sandbox sandbox = lease.sandbox();
        Exercise exercise = accepted.submission().exercise();
        Set<Check.Need> needs = needs(grader);
        Reference reference = needs.contains(Check.Need.REFERENCE_SIZE) || needs.contains(Check.Need.REFERENCE_ANSWERS)
                ? reference(exercise, sandbox, told)
                : Reference.none();
        JobAnswers answers = answers(exercise, grader, sandbox, told);
        clock.begin();
        try (var examination = new Examination(
                sandbox,
                limits,
                accepted.submission(),
                accepted.dockerfile(),
                () -> reference,
                new SecureRandom(),
                answers,
                needs,
                plan(grader),
                told)) {
            var again = new QuietRepetition(work, examination, told);
            CheckRunner.Results results = CheckRunner.run(
                    grader,
                    examination,
                    result -> {
                        if (needsContainer(grader, result)) {
                            synchronized (clock) {
                                clock.ran();
                            }
                        }
                        told.accept(new GradingEvent.Checked(result));
                    },
                    again);
            examination.anomaly().ifPresent(lease::spoil);
            clock.end();
            return Verdicts.graded(
                            exercise.id(),
                            results.checks(),
                            Reports.buildProblem(examination),
                            Optional.of(Reports.build(examination, examination.contextBytes())),
                            examination.anyRebuild().map(rebuild -> Reports.rebuild(examination, rebuild)),
                            clock.timings(),
                            provenance(
                                    accepted,
                                    grader,
                                    Optional.of(sandbox.engine().info().version())))
                    .on(Machine.of(Math.max(again.slowdown(), examination.slowdown()), results.repeated()));
        }
    }

    private static boolean needsContainer(Grader grader, CheckResult result) {
        return grader.checks().stream()
                .filter(check -> check.id().equals(result.id()))
                .anyMatch(check -> check.check().moment().strand() != Check.Strand.BUILDS);
    }

    private static Set<Check.Need> needs(Grader grader) {
        return grader.checks().stream()
                .flatMap(check -> check.check().needs().stream())
                .collect(Collectors.toSet());
    }

    private static StartPlan plan(Grader grader) {
        return grader.checks().stream().map(GradedCheck::fromStart).reduce(StartPlan.NOTHING, StartPlan::and);
    }

    private Reference reference(Exercise exercise, Sandbox sandbox, Consumer<GradingEvent> told) {
        Optional<Reference> known = references.find(exercise, sandbox);
        if (known.isPresent()) {
            return known.get();
        }
        Reference measured = references.measure(exercise, sandbox, limits, intake, told);
        sandbox.empty().ifPresent(left -> {
            throw new EngineException("the sandbox is not empty after the reference was measured: " + left);
        });
        return measured;
    }

    private JobAnswers answers(Exercise exercise, Grader grader, Sandbox sandbox, Consumer<GradingEvent> told) {
        if (exercise.settings().jobs().isEmpty()) {
            return JobAnswers.none();
        }
        Gpus gpus = sandbox.engine().gpus();
        Set<JobRequest> wanted = grader.checks().stream()
                .flatMap(check -> check.jobs(gpus).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return jobs.answers(exercise, wanted, sandbox, limits, intake, told);
    }

    /** The verdict on a submission that is not built. */
    public static Verdict refused(Exercise exercise, Grader grader, Verdict.Problem problem, String version) {
        return Verdicts.invalid(
                exercise.id(),
                grader.maxScore(),
                problem,
                new Timings(0, 0, 0, 0, 0),
                new Provenance(version, grader.contentHash(), Optional.empty(), List.of()));
    }

    private Provenance provenance(Intake.Outcome.Accepted accepted, Grader grader, Optional<String> engine) {
        List<Provenance.Base> used = bases.stream()
                .filter(prepared ->
                        accepted.bases().stream().anyMatch(base -> base.ref().equals(prepared.ref())))
                .map(Grading::base)
                .toList();
        return new Provenance(version, grader.contentHash(), engine, used);
    }

    private static Provenance.Base base(PreparedBase prepared) {
        return new Provenance.Base(
                prepared.ref(),
                Optional.of(prepared.digest()).filter(digest -> !digest.isEmpty()),
                prepared.source() == PreparedBase.Source.UPSTREAM
                        ? Provenance.Source.UPSTREAM
                        : Provenance.Source.STAND_IN);
    }
}
