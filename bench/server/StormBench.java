import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.content.Submission;
import dev.drydock.database.Database;
import dev.drydock.database.LocalPostgres;
import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.OuterEngine.Labelled;
import dev.drydock.sandbox.Owner;
import dev.drydock.submission.Handed;
import dev.drydock.submission.Queue;
import dev.drydock.submission.SubmissionState;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.submission.Submissions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Kills one thing after another under a queue of submissions, and counts verdicts. */
public final class StormBench {

    private final Path work = Path.of(System.getenv("DRYDOCK_STORM_WORK"));
    private final Random random = new Random(20261121);
    private final LocalPostgres postgres = LocalPostgres.start(work.resolve("postgres"));
    private final Database database = Database.migrated(postgres.address().unpooled());
    private final Submissions submissions = new Submissions(database, new Queue(database));
    private final SubmissionStore store = new SubmissionStore(database);
    private final Map<UUID, String> expected = new LinkedHashMap<>();
    private final Map<String, Integer> kills = new LinkedHashMap<>();
    private Process worker;

    private StormBench() throws IOException {
        worker = startWorker();
    }

    public static void main(String[] arguments) throws Exception {
        var storm = new StormBench();
        storm.handIn(Integer.parseInt(arguments[0]));
        long began = System.nanoTime();
        boolean right = false;
        try {
            storm.rage(Double.parseDouble(arguments[1]));
            System.out.printf("took %d s%n", Duration.ofNanos(System.nanoTime() - began).toSeconds());
            right = storm.isRight();
        } finally {
            storm.worker.destroy();
            storm.worker.waitFor();
            storm.postgres.close();
        }
        // Not within the block above, which would then never put away what it started.
        System.exit(right ? 0 : 1);
    }

    private void handIn(int count) {
        Exercise exercise = Exercises.load(work.resolve("content"), "quick");
        for (int i = 0; i < count; i++) {
            boolean good = random.nextBoolean();
            Submission files = good
                    ? Submission.solution(exercise)
                    : Submission.wrong(exercise, exercise.wrongSolutions().getFirst());
            UUID id = submissions
                    .queue(new Submissions.New("local", "quick", 1, files.submitted()), count)
                    .id();
            expected.put(id, good ? "passed" : "failed");
        }
    }

    private Process startWorker() throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-jar",
                System.getenv("DRYDOCK_STORM_JAR"),
                "up",
                "--port",
                "0");
        String address = postgres.address().jdbcUrl().substring("jdbc:postgresql://".length());
        builder.environment().put("DRYDOCK_DB_URL", "postgresql://drydock:" + postgres.address().password() + "@" + address);
        builder.environment().put("DRYDOCK_ROOT", work.resolve("content").toString());
        builder.environment().put("DRYDOCK_ROLES", "worker");
        builder.environment().put("DRYDOCK_SANDBOXES", "2");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(work + "/worker.log")))
                .start();
    }

    private void rage(double meanSeconds) throws Exception {
        while (true) {
            long graded = patiently(() -> expected.keySet().stream()
                    .filter(id -> store.find(id).orElseThrow().state().isFinal())
                    .count());
            System.out.printf("%d of %d graded, killed so far: %s%n", graded, expected.size(), kills);
            if (graded == expected.size()) {
                return;
            }
            // Exponential, as of things that happen independently of each other.
            Thread.sleep((long) (-Math.log(1 - random.nextDouble()) * meanSeconds * 1000));
            killSomething();
        }
    }

    private void killSomething() throws Exception {
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                worker.destroyForcibly().waitFor();
                worker = startWorker();
                kills.merge("worker", 1, Integer::sum);
            }
            case 2 -> killSandbox();
            default -> killPostgres();
        }
    }

    private void killSandbox() {
        try (OuterEngine outer = OuterEngine.connect()) {
            Optional<Labelled> sandbox = outer.containers(Owner.LABEL).stream()
                    .filter(one -> one.labels().getOrDefault(Owner.LABEL, "").startsWith(worker.pid() + "@"))
                    .findFirst();
            sandbox.ifPresent(one -> {
                outer.removeContainer(one.id());
                kills.merge("sandbox", 1, Integer::sum);
            });
        }
    }

    private void killPostgres() throws IOException {
        List<String> lines = Files.readAllLines(work.resolve("postgres/data/postmaster.pid"));
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).ifPresent(server -> {
            server.destroyForcibly();
            kills.merge("PostgreSQL", 1, Integer::sum);
        });
    }

    private static <T> T patiently(Supplier<T> query) throws InterruptedException {
        while (true) {
            try {
                return query.get();
            } catch (RuntimeException away) {
                Thread.sleep(200);
            }
        }
    }

    private boolean isRight() throws InterruptedException {
        int wrong = 0;
        for (Map.Entry<UUID, String> one : expected.entrySet()) {
            Handed handed = patiently(() -> store.find(one.getKey()).orElseThrow());
            boolean right = handed.state() == SubmissionState.GRADED
                    && patiently(() -> store.results(List.of(handed)))
                            .get(handed.id())
                            .outcome()
                            .equals(one.getValue());
            if (!right) {
                wrong++;
                System.out.println("WRONG: " + one.getKey() + " should have " + one.getValue());
            }
        }
        System.out.printf("%d verdicts, %d of them wrong%n", expected.size(), wrong);
        return wrong == 0;
    }
}
