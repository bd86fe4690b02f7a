package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.content.Submission;
import dev.drydock.content.WrongSolution;
import dev.drydock.database.Database;
import dev.drydock.database.LocalPostgres;
import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.OuterEngine.Labelled;
import dev.drydock.sandbox.Owner;
import dev.drydock.sandbox.TestSandbox;
import dev.drydock.submission.EventStore;
import dev.drydock.submission.Handed;
import dev.drydock.submission.Queue;
import dev.drydock.submission.SubmissionEvent;
import dev.drydock.submission.SubmissionState;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.submission.Submissions;
import dev.drydock.yaml.Mappers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty submissions, graded by real workers on a real database and a real engine, all of which are killed on the way: each ends with
 * exactly one verdict, the right one.
 */
@Tag("engine")
@Tag("turn2")
class FaultsTest {

    private static final int SUBMISSIONS = 20;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Path folder;
    private final Path content;
    private final Exercise exercise;
    private final WrongSolution wrong;
    private final List<UUID> right = new ArrayList<>();
    private final List<UUID> mistaken = new ArrayList<>();
    private final LocalPostgres postgres;
    private final Database database;
    private final Submissions submissions;
    private final SubmissionStore store;
    private final EventStore events;
    private ServerProcess worker;

    FaultsTest(@TempDir Path folder) {
        this.folder = folder;
        content = QuickContent.in(folder.resolve("content"));
        exercise = Exercises.load(content, QuickContent.EXERCISE);
        wrong = exercise.wrongSolutions().getFirst();
        TestSandbox.host();
        postgres = LocalPostgres.start(folder.resolve("postgres"));
        database = Database.migrated(postgres.address().unpooled());
        submissions = new Submissions(database, new Queue(database));
        store = new SubmissionStore(database);
        events = new EventStore(database);
        worker = startWorker();
    }

    @AfterEach
    void end() {
        worker.close();
        postgres.close();
        // The engine was stopped under it.
        TestSandbox.host().mend();
    }

    @Test
    void everySubmissionEndsWithExactlyOneVerdictTheRightOne() throws Exception {
        handIn();
        breakEverything();
        awaitAll();
        checkVerdicts();
    }

    private void handIn() {
        for (int i = 0; i < SUBMISSIONS; i++) {
            boolean good = i % 2 == 0;
            Submission files = good ? Submission.solution(exercise) : Submission.wrong(exercise, wrong);
            Handed handed = submissions.queue(
                    new Submissions.New("local", exercise.id(), 1, files.submittedFiles()), SUBMISSIONS);
            (good ? right : mistaken).add(handed.id());
        }
    }

    private ServerProcess startWorker() {
        return ServerProcess.start(Map.of(
                "DRYDOCK_ROLES",
                "worker",
                "DRYDOCK_SANDBOXES",
                "2",
                "DRYDOCK_ROOT",
                content.toString(),
                "DRYDOCK_DB_URL",
                "postgresql://%s:%s@%s"
                        .formatted(
                                postgres.address().user(),
                                postgres.address().password(),
                                postgres.address().jdbcUrl().substring("jdbc:postgresql://".length()))));
    }

    private void breakEverything() throws Exception {
        for (SubmissionState state :
                List.of(SubmissionState.PREPARING, SubmissionState.BUILDING, SubmissionState.RUNNING)) {
            awaitState(state);
            say("killing the worker while a submission is " + state.word());
            worker.kill();
            worker = startWorker();
        }
        awaitNext(SubmissionState.GRADED);
        say("killing the worker just after a verdict");
        worker.kill();
        worker = startWorker();

        awaitNext(SubmissionState.BUILDING);
        say("killing a sandbox in the middle of a build");
        killSandbox();

        awaitNext(SubmissionState.BUILDING);
        say("killing the mirror");
        killMirror();

        awaitNext(SubmissionState.BUILDING);
        say("killing PostgreSQL");
        postgresProcess().destroyForcibly();

        awaitNext(SubmissionState.GRADED);
        awaitNext(SubmissionState.BUILDING);
        say("stopping and starting the engine");
        EngineProcess.restart();

        awaitNext(SubmissionState.GRADED);
        awaitState(SubmissionState.BUILDING);
        say("telling the worker to end");
        assertThat(worker.terminate()).isLessThan(Duration.ofSeconds(10));
        assertThat(all().stream().map(Handed::state))
                .as("nothing stays where it was graded")
                .doesNotContain(SubmissionState.PREPARING, SubmissionState.BUILDING, SubmissionState.RUNNING);
        worker = startWorker();
    }

    private ProcessHandle postgresProcess() throws Exception {
        String pid = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private void killSandbox() {
        try (OuterEngine outer = OuterEngine.connect()) {
            String pid = worker.pid() + "@";
            Labelled sandbox = outer.containers(Owner.LABEL).stream()
                    .filter(one -> one.labels().getOrDefault(Owner.LABEL, "").startsWith(pid))
                    .findFirst()
                    .orElseThrow();
            outer.removeContainer(sandbox.id());
        }
    }

    /** The tests' own host of sandboxes uses the same; it is mended in the end. */
    private static void killMirror() {
        try (OuterEngine outer = OuterEngine.connect()) {
            List<Labelled> mirrors = outer.containers("dev.drydock.role=mirror");
            assertThat(mirrors).isNotEmpty();
            mirrors.forEach(mirror -> outer.removeContainer(mirror.id()));
        }
    }

    private List<Handed> all() {
        List<Handed> all = new ArrayList<>();
        right.forEach(id -> all.add(store.find(id).orElseThrow()));
        mistaken.forEach(id -> all.add(store.find(id).orElseThrow()));
        return all;
    }

    private void awaitState(SubmissionState state) {
        Awaitility.await(state.word())
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> all().stream().anyMatch(handed -> handed.state() == state));
    }

    /** Until one more is in the state than was there before. */
    private void awaitNext(SubmissionState state) {
        Set<UUID> before = new HashSet<>();
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            before.clear();
            all().stream().filter(handed -> handed.state() == state).forEach(handed -> before.add(handed.id()));
            return true;
        });
        Awaitility.await("another that is " + state.word())
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() ->
                        all().stream().anyMatch(handed -> handed.state() == state && !before.contains(handed.id())));
    }

    private void awaitAll() {
        Awaitility.await("all graded")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> all().stream().allMatch(handed -> handed.state().isFinal()));
    }

    private void checkVerdicts() throws Exception {
        assertThat(all()).allSatisfy(handed -> assertThat(handed.state()).isEqualTo(SubmissionState.GRADED));
        int verdicts = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM verdict")
                        .mapTo(Integer.class)
                        .one());
        assertThat(verdicts).isEqualTo(SUBMISSIONS);
        List<Handed> solutions =
                all().stream().filter(handed -> right.contains(handed.id())).toList();
        assertThat(store.results(solutions))
                .hasSize(right.size())
                .allSatisfy((id, result) ->
                        assertThat(result.outcome()).as("solution " + id).isEqualTo("passed"));
        for (UUID id : mistaken) {
            assertThat(failed(id))
                    .as("wrong solution " + id)
                    .isEqualTo(Set.copyOf(wrong.expected().fails()));
        }
        all().forEach(handed -> checkEvents(handed));
    }

    private Set<String> failed(UUID id) throws Exception {
        JsonNode verdict = Mappers.DOCUMENTS.readTree(store.verdict(id).orElseThrow());
        Set<String> failed = new HashSet<>();
        for (JsonNode check : verdict.get("checks")) {
            if (Set.of("failed", "partial").contains(check.get("status").asText())) {
                failed.add(check.get("id").asText());
            }
        }
        return failed;
    }

    private void checkEvents(Handed handed) {
        List<EventStore.Numbered> all = events.after(handed.id(), 0, 100_000);
        assertThat(all).hasSize((int) handed.lastEvent());
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).number()).isEqualTo(i + 1L);
        }
        assertThat(all.stream().filter(event -> event.event() instanceof SubmissionEvent.Verdict))
                .hasSize(1);
    }

    private void say(String what) {
        long done = all().stream().filter(handed -> handed.state().isFinal()).count();
        System.err.println("FaultsTest: " + what + " (" + done + " of " + SUBMISSIONS + " are graded)");
    }
}
