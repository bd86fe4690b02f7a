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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a grader's checks on what is observed of one submission: side by side in strands, in each strand by moments and
 * then in the grader's order.
 */
public final class CheckRunner {

    private static final Logger LOG = System.getLogger(CheckRunner.class.getName());

    private final Grader grader;
    private final Observations seen;
    private final Map<String, Memo<CheckResult>> results = new HashMap<>();

    private CheckRunner(Grader grader, Observations seen, Consumer<CheckResult> told) {
        this.grader = grader;
        this.seen = seen;
        for (GradedCheck<?> check : grader.checks()) {
            results.put(check.id(), new Memo<>(() -> tell(result(check), told)));
        }
    }

    private static CheckResult tell(CheckResult result, Consumer<CheckResult> told) {
        told.accept(result);
        return result;
    }

    /**
     * Runs all checks, each after those that it needs.
     *
     * @param told about each result as soon as it is there, from several threads
     * @return in the grader's order
     * @throws EngineException when the platform failed: then no verdict on the submission is possible
     */
    public static List<CheckResult> run(Grader grader, Observations seen, Consumer<CheckResult> told) {
        var runner = new CheckRunner(grader, seen, told);
        runner.runStrands();
        return grader.checks().stream().map(runner::resultOf).toList();
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
                    .map(checks -> threads.submit(() -> checks.forEach(this::resultOf)))
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

    private CheckResult resultOf(GradedCheck<?> check) {
        return Objects.requireNonNull(results.get(check.id())).get();
    }

    /** The loader has made sure that needs exist and lead into no circle. */
    private CheckResult result(GradedCheck<?> check) {
        return grader.checks().stream()
                .filter(other -> check.needs().contains(other.id()))
                .map(this::resultOf)
                .filter(CheckRunner::prevents)
                .findFirst()
                .map(obstacle -> skipped(check, because(obstacle)))
                .orElseGet(() -> judged(check));
    }

    /** What could not be verified here may well hold: what depends on it is tried. */
    private static boolean prevents(CheckResult needed) {
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

    private CheckResult judged(GradedCheck<?> check) {
        try {
            return result(check, check.judge(seen));
        } catch (EngineException platform) {
            throw platform;
        } catch (Unobservable prevented) {
            return skipped(check, "Not tried: " + sentence(String.valueOf(prevented.getMessage())));
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "check " + check.id() + " (" + check.kind() + ") broke", bug);
            return result(check, without(Status.ERROR, bug.toString()));
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
                check.hidden() ? Optional.of(true) : Optional.empty());
    }

    private List<LineRange> lines(Finding finding) {
        // Without a guilty line nothing is asked of the observations, which may be what failed.
        Stream<FileLines> ofDockerfile =
                finding.lines().stream().map(lines -> new FileLines(seen.dockerfile().file(), lines));
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
