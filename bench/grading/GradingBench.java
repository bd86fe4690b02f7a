import com.sun.management.OperatingSystemMXBean;
import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.SandboxShell.Output;
import dev.drydock.grading.Checks;
import dev.drydock.grading.Grader;
import dev.drydock.grading.GraderFile;
import dev.drydock.grading.Grading;
import dev.drydock.grading.Intake;
import dev.drydock.grading.References;
import dev.drydock.grading.Verdict;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxHost;
import dev.drydock.sandbox.SandboxPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Alternates gradings with the plain script in one sandbox; both times include emptying the sandbox afterwards. */
public final class GradingBench {

    private final SandboxPool pool;
    private final Grading grading;
    private final Grader grader;
    private final Intake.Outcome.Accepted accepted;
    private final Path context;
    private final byte[] script;

    /**
     * One grading, in milliseconds, and where Drydock says the time went.
     *
     * @param cpuMillis of the process
     * @param jitMillis that its compiler threads were busy meanwhile, which a warm JVM no longer is
     */
    private record Graded(long millis, long cpuMillis, long jitMillis, Verdict.Timings timings) {
        long warmMillis() {
            return cpuMillis - jitMillis;
        }
    }

    private GradingBench(
            Home home,
            SandboxHost host,
            SandboxPool pool,
            Intake intake,
            Exercise exercise,
            Intake.Outcome.Accepted accepted)
            throws IOException {
        this.pool = pool;
        this.grader = GraderFile.load(home.root(), exercise.settings().grader(), Checks.installed());
        this.accepted = accepted;
        var references = new References(home.data().resolve("references"));
        this.grading = new Grading(pool, Limits.standard(), intake, references, "bench", host.bases());
        this.context = Files.createTempDirectory("plain");
        for (Path folder : List.of(exercise.context(), exercise.solution())) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.copy(file, context.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        this.script = script(home.root().resolve("bench/grading/plain"), exercise.id());
    }

    private static byte[] script(Path folder, String exercise) throws IOException {
        return (Files.readString(folder.resolve("lib.sh")) + Files.readString(folder.resolve(exercise + ".sh")))
                .getBytes(StandardCharsets.UTF_8);
    }

    public static void main(String[] args) throws Exception {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.SEVERE);
        int pairs = Integer.parseInt(args[0]);
        Home home = Home.fromEnvironment();
        var intake = new Intake(BaseCatalogue.load(home));
        for (String id : List.of(args).subList(1, args.length)) {
            Exercise exercise = Exercises.load(home.root(), id);
            var accepted = (Intake.Outcome.Accepted) intake.read(exercise, List.of(exercise.solution()), Map.of());
            try (SandboxHost host =
                            SandboxHost.open(home, Limits.standard(), accepted.bases(), (what, message) -> {});
                    SandboxPool pool = host.pool(1)) {
                System.out.println(id);
                new GradingBench(home, host, pool, intake, exercise, accepted).run(pairs);
            }
        }
    }

    private void run(int pairs) throws Exception {
        grade();
        plain();
        List<Graded> gradings = new ArrayList<>();
        List<Long> plains = new ArrayList<>();
        System.out.println("pair   drydock ms   plain ms   ratio   drydock CPU ms   compiler ms");
        for (int pair = 1; pair <= pairs; pair++) {
            if (pair % 2 == 1) {
                gradings.add(grade());
                plains.add(plain());
            } else {
                plains.add(plain());
                gradings.add(grade());
            }
            Graded last = gradings.getLast();
            System.out.printf(
                    "%4d %12d %10d %7.3f %16d %13d%n",
                    pair,
                    last.millis(),
                    plains.getLast(),
                    (double) last.millis() / plains.getLast(),
                    last.cpuMillis(),
                    last.jitMillis());
        }
        long drydock = median(gradings, Graded::millis);
        long plain = median(plains, Long::longValue);
        System.out.printf("median %10d %10d   ratio of medians %.3f (budget 0.95, then 0.75)%n", drydock, plain, (double) drydock / plain);
        System.out.printf(
                "Drydock's own CPU, median: %d ms, without the JVM's compiler %d ms (budget 250 in a warm JVM)%n",
                median(gradings, Graded::cpuMillis), median(gradings, Graded::warmMillis));
        System.out.printf(
                "Where it goes, medians: first build %d ms, rebuilds %d ms, running and probing %d ms, "
                        + "all without emptying %d ms: %d ms went on at the same time as something else%n",
                median(gradings, one -> one.timings().buildMillis()),
                median(gradings, one -> one.timings().rebuildMillis()),
                median(gradings, one -> one.timings().runMillis()),
                median(gradings, one -> one.timings().totalMillis()),
                median(gradings, GradingBench::overlap));
    }

    /** Phases are timed from their beginning to their end, so this is how long two of them went on at once. */
    private static long overlap(Graded one) {
        Verdict.Timings timings = one.timings();
        return timings.buildMillis() + timings.rebuildMillis() + timings.runMillis() - timings.totalMillis();
    }

    private Graded grade() throws InterruptedException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long jit = compiling();
        long started = System.nanoTime();
        Verdict verdict = grading.grade(accepted, grader, event -> {});
        long took = System.nanoTime() - started;
        if (verdict.outcome() != Verdict.Outcome.PASSED) {
            throw new IllegalStateException("the solution did not pass: " + verdict);
        }
        return new Graded(took / 1_000_000, (system.getProcessCpuTime() - cpu) / 1_000_000, compiling() - jit, verdict.timings());
    }

    private static long compiling() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    private long plain() throws InterruptedException {
        try (OuterEngine outer = OuterEngine.connect()) {
            SandboxPool.Lease lease = pool.lease();
            String id = lease.sandbox().containerId();
            outer.exec(id, List.of("rm", "-rf", "/plain"), new byte[0], Duration.ofMinutes(1));
            outer.copyInto(id, context, "/plain/context");
            List<String> command = List.of(
                    "bash", "-s", "--", lease.sandbox().buildHosts().get("mirror"), UUID.randomUUID().toString());
            long started = System.nanoTime();
            Output output = outer.exec(id, command, script, Duration.ofMinutes(5));
            lease.close();
            long took = System.nanoTime() - started;
            if (output.exitCode() != 0) {
                throw new IllegalStateException("the plain script failed: " + output.stderr());
            }
            return took / 1_000_000;
        }
    }

    private static <T> long median(List<T> values, ToLongFunction<T> of) {
        long[] sorted = values.stream().mapToLong(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
