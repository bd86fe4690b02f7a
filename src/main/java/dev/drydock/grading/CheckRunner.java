package dev.drydock.grading;

import dev.drydock.dockerfile.FileLines;
import dev.drydock.engine.EngineException;
import dev.drydock.grading.Check.Moment;
import dev.drydock.grading.Check.Strand;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.LineRange;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a grader's checks on what is observed of one submission: side by side in strands, in each strand by moments and
 * then in the grader's order. What failed and may be a busy machine's fault is judged once more in a quiet moment, and only
 * that judgement counts.
 */
public final class CheckRunner {

    private static final Logger LOG = System.getLogger(CheckRunner.class.getName());

    private final Grader grader;
    private final Observations seen;
    private final Map<String, Memo<Judged>> results = new HashMap<>();

    /**
     * What came of one check.
     *
     * @param open whether it did not hold and others at work may be to blame: it has to do with a container, and time
     */
    private record Judged(CheckResult result, boolean open) {}

    /**
     * What came of all checks.
     *
     * @param checks in the grader's order
     * @param repeated ids of those that were judged once more in a quiet moment
     */
    public record Results(List<CheckResult> checks, List<String> repeated) {
        public Results {
            checks = List.copyOf(checks);
            repeated = List.copyOf(repeated);
        }
    }

    /** How checks are judged once more. */
    public interface Repetition {

        /** Whether anything disturbed the first time, so that it is worth while. */
        boolean isWorthwhile();

        /** Runs the action in a quiet moment, with what is observed of containers observed anew. */
        void inQuiet(Runnable action);
    }

    private CheckRunner(Grader grader, Observations seen, Map<String, Judged> known, Consumer<Judged> told) {
        this.grader = grader;
        this.seen = seen;
        for (GradedCheck<?> check : grader.checks()) {
            Judged before = known.get(check.id());
            results.put(
                    check.id(), before == null ? new Memo<>(() -> tell(judge(check), told)) : new Memo<>(() -> before));
        }
    }

    private static Judged tell(Judged judged, Consumer<Judged> told) {
        told.accept(judged);
        return judged;
    }

    /**
     * Runs all checks, each after those that it needs.
     *
     * @param told about each result once it is final, from several threads
     * @throws EngineException when the platform failed: then no verdict on the submission is possible
     */
    public static Results run(Grader grader, Observations seen, Consumer<CheckResult> told, Repetition repetition) {
        var first = new CheckRunner(grader, seen, Map.of(), judged -> {
            if (!judged.open()) {
                told.accept(judged.result());
            }
        });
        first.runStrands();
        List<Judged> open = first.all().stream().filter(Judged::open).toList();
        if (open.isEmpty() || !repetition.isWorthwhile()) {
            open.forEach(judged -> told.accept(judged.result()));
            return new Results(first.results(), List.of());
        }
        Map<String, Judged> known = first.all().stream()
                .filter(judged -> !judged.open())
                .collect(Collectors.toMap(judged -> judged.result().id(), Function.identity()));
        var second = new CheckRunner(grader, seen, known, judged -> told.accept(judged.result()));
        repetition.inQuiet(second::runStrands);
        return new Results(
                second.results(),
                open.stream().map(judged -> judged.result().id()).toList());
    }

    private List<Judged> all() {
        return grader.checks().stream().map(this::judgedOf).toList();
    }

    private List<CheckResult> results() {
        return Causes.arrange(grader, all().stream().map(Judged::result).toList());
    }

    /** Each list is gone through by itself. */
    private Collection<List<GradedCheck<?>>> strands() {
        Map<Boolean, List<GradedCheck<?>>> byWaiting =
                grader.checks().stream().collect(Collectors.partitioningBy(this::wouldHoldUpItsStrand));
        Map<Strand, List<GradedCheck<?>>> strands = Objects.requireNonNull(byWaiting.get(false)).stream()
                .sorted(Comparator.comparing(check -> check.check().moment()))
                .collect(Collectors.groupingBy(
                        check -> check.check().moment().strand(), TreeMap::new, Collectors.toList()));
        var all = new ArrayList<>(strands.values());
        Objects.requireNonNull(byWaiting.get(true)).forEach(check -> all.add(List.of(check)));
        return all;
    }

    /** What is seen of the image can be judged at any time; waiting for the service, it would keep rebuilds from beginning. */
    private boolean wouldHoldUpItsStrand(GradedCheck<?> check) {
        return check.check().moment() == Moment.BUILT && waitsFor(check, other -> strandOf(other) != Strand.BUILDS);
    }

    private boolean waitsFor(GradedCheck<?> check, Predicate<GradedCheck<?>> which) {
        return grader.checks().stream()
                .filter(other -> check.needs().contains(other.id()))
                .anyMatch(other -> which.test(other) || waitsFor(other, which));
    }

    private static Strand strandOf(GradedCheck<?> check) {
        return check.check().moment().strand();
    }

    private void runStrands() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> running = strands().stream()
                    .map(checks -> threads.submit(() -> checks.forEach(this::judgedOf)))
                    .toList();
            try {
                for (Future<?> strand : running) {
                    strand.get();
                }
            } catch (ExecutionException failed) {
                threads.shutdownNow();
                throw failed.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failed.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new EngineException("Interrupted while checks were run", e);
            }
        }
    }

    private Judged judgedOf(GradedCheck<?> check) {
        return Objects.requireNonNull(results.get(check.id())).get();
    }

    /** The loader has made sure that needs exist and lead into no circle. */
    private Judged judge(GradedCheck<?> check) {
        return grader.checks().stream()
                .filter(other -> check.needs().contains(other.id()))
                .map(this::judgedOf)
                .filter(needed -> prevents(needed.result()))
                .findFirst()
                .map(obstacle -> new Judged(skipped(check, because(obstacle.result())), obstacle.open()))
                .orElseGet(() -> observed(check));
    }

    /** What could not be verified here may well hold: what depends on it is tried. */
    static boolean prevents(CheckResult needed) {
        return switch (needed.status()) {
            case PASSED, PARTIAL, NOT_VERIFIED -> false;
            case FAILED, SKIPPED, ERROR -> true;
        };
    }

    private static String because(CheckResult obstacle) {
        String what = obstacle.status() == Status.SKIPPED ? " was not tried." : " has to hold first, and does not.";
        String title = obstacle.forLearners().title();
        return "Not tried: \"" + title + "\"" + what;
    }

    private Judged observed(GradedCheck<?> check) {
        try {
            Finding finding = check.judge(seen);
            boolean fell = finding.status() == Status.FAILED || finding.status() == Status.PARTIAL;
            return new Judged(result(check, finding), fell && !finding.certain() && strandOf(check) != Strand.BUILDS);
        } catch (EngineException platform) {
            throw platform;
        } catch (Unobservable prevented) {
            CheckResult skipped = skipped(check, "Not tried: " + sentence(String.valueOf(prevented.getMessage())));
            // A container that ended may have ended of what others did to it.
            return new Judged(skipped, strandOf(check) != Strand.BUILDS);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "check " + check.id() + " (" + check.kind() + ") broke", bug);
            return new Judged(result(check, without(Status.ERROR, bug.toString())), false);
        }
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    private CheckResult skipped(GradedCheck<?> check, String reason) {
        return result(check, without(Status.SKIPPED, reason));
    }

    private static Finding without(Status status, String message) {
        return new Finding(status, 0, "", "", message, List.of());
    }

    private CheckResult result(GradedCheck<?> check, Finding finding) {
        boolean mendable = finding.status() == Status.FAILED || finding.status() == Status.PARTIAL;
        return new CheckResult(
                check.id(),
                check.kind(),
                check.title(),
                finding.status(),
                points(check, finding),
                check.points(),
                present(finding.expected()),
                present(finding.actual()),
                present(finding.message()),
                mendable ? present(check.hint()) : Optional.empty(),
                present(check.lesson()),
                lines(finding),
                check.hidden() ? Optional.of(true) : Optional.empty(),
                Optional.empty());
    }

    private List<LineRange> lines(Finding finding) {
        // Without a guilty line nothing is asked of the observations, which may be what failed.
        Stream<FileLines> ofDockerfile = finding.lines().stream()
                .map(lines -> new FileLines(seen.dockerfile().file(), lines));
        return Stream.concat(finding.elsewhere().stream(), ofDockerfile)
                .map(guilty -> new LineRange(
                        guilty.file(), guilty.lines().start(), guilty.lines().end()))
                .toList();
    }

    private static int points(GradedCheck<?> check, Finding finding) {
        return switch (finding.status()) {
            case PASSED -> check.points();
            // Rounded down, but for what is lost in computing 0.29 × 100; and never all of them.
            case PARTIAL -> Math.clamp((long) (check.points() * finding.fraction() + 1e-9), 0, check.points() - 1);
            case FAILED, NOT_VERIFIED, SKIPPED, ERROR -> 0;
        };
    }

    private static Optional<String> present(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
