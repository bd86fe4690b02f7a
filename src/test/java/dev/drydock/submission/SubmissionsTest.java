package dev.drydock.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.content.SubmittedFiles;
import dev.drydock.database.Database;
import dev.drydock.database.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL. */
class SubmissionsTest {

    private static final int MOST = 20;

    private Database database;
    private Queue queue;
    private Submissions submissions;
    private SubmissionStore store;
    private EventStore events;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        queue = new Queue(database);
        submissions = new Submissions(database, queue);
        store = new SubmissionStore(database);
        events = new EventStore(database);
        List.of("ann", "bob")
                .forEach(name -> database.jdbi()
                        .useHandle(handle ->
                                handle.execute("INSERT INTO account (name, role) VALUES (?, 'learner')", name)));
    }

    @Test
    void keepsWhatWasHandedIn() {
        var content = new byte[] {0, 1, (byte) 0xff};
        var contents = new TreeMap<>(Map.of("Dockerfile", bytes("FROM a"), "data.bin", content));
        Handed handed = submissions.queue(
                new Submissions.New("ann", "x", 3, new SubmittedFiles(contents, Map.of("data.bin", 0750))), MOST);
        assertThat(store.find(handed.id())).contains(handed);
        assertThat(handed.state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(handed.exerciseVersion()).isEqualTo(3);
        assertThat(store.files(handed.id()).contents()).containsOnlyKeys("Dockerfile", "data.bin");
        assertThat(store.files(handed.id()).contents().get("data.bin")).isEqualTo(content);
        assertThat(store.files(handed.id()).modes()).isEqualTo(Map.of("data.bin", 0750));
        assertThat(kinds(handed.id())).containsExactly("state queued");
    }

    @Test
    void storesNothingWhenTheQueueDoesNotTakeIt() {
        for (int i = 0; i < 2; i++) {
            submissions.queue(of("ann"), 2);
        }
        assertThatThrownBy(() -> submissions.queue(of("ann"), 2)).isInstanceOf(TooManyInFlightException.class);
        assertThat(store.ofLearner("ann", 10)).hasSize(2);
        assertThat(submissions.queue(of("bob"), 2).state()).isEqualTo(SubmissionState.QUEUED);
    }

    @Test
    void tellsOfEveryMoveInOrder() {
        Handed handed = submissions.queue(of("ann"), MOST);
        Handed begun = submissions.begin(handed.id(), "w").orElseThrow();
        move(begun, "building");
        append(begun, new SubmissionEvent.Log("build", "1", "zero \0 byte"));
        move(begun, "running");
        submissions.end(handed.id(), begun.run(), SubmissionState.GRADED, ending("passed"));
        assertThat(kinds(handed.id()))
                .containsExactly(
                        "state queued",
                        "state preparing",
                        "state building",
                        "log zero \0 byte",
                        "state running",
                        "verdict passed",
                        "state graded");
        assertThat(store.verdict(handed.id())).contains("{}");
        assertThat(store.find(handed.id()).orElseThrow().ended()).isPresent();
    }

    @Test
    void refusesWhatARunSaysThatIsOver() {
        Handed handed = submissions.queue(of("ann"), MOST);
        Handed first = submissions.begin(handed.id(), "killed").orElseThrow();
        Handed second = submissions.begin(handed.id(), "w").orElseThrow();
        assertThat(second.run()).isEqualTo(first.run() + 1);
        assertThatThrownBy(() -> append(first, new SubmissionEvent.Notice("late")))
                .isInstanceOf(SupersededException.class);
        assertThatThrownBy(() -> submissions.end(handed.id(), first.run(), SubmissionState.ERROR, ending("error")))
                .isInstanceOf(SupersededException.class);
        move(second, "building");
        submissions.end(handed.id(), second.run(), SubmissionState.GRADED, ending("failed"));
        assertThat(outcomes(handed)).containsExactly("failed");
        assertThat(submissions.begin(handed.id(), "w")).isEmpty();
    }

    private List<String> outcomes(Handed handed) {
        return store.results(List.of(handed)).values().stream()
                .map(SubmissionStore.Result::outcome)
                .toList();
    }

    @Test
    void recordsOneVerdictOnly() {
        Handed handed = submissions.queue(of("ann"), MOST);
        Handed begun = submissions.begin(handed.id(), "w").orElseThrow();
        move(begun, "building");
        submissions.end(handed.id(), begun.run(), SubmissionState.GRADED, ending("passed"));
        assertThatThrownBy(() -> submissions.end(handed.id(), begun.run(), SubmissionState.GRADED, ending("failed")))
                .isInstanceOf(SupersededException.class);
        assertThat(outcomes(handed)).containsExactly("passed");
    }

    @Test
    void changesNothingWhenThereIsNoSuchWay() {
        Handed handed = submissions.queue(of("ann"), MOST);
        Handed begun = submissions.begin(handed.id(), "w").orElseThrow();
        assertThatThrownBy(() -> submissions.end(handed.id(), begun.run(), SubmissionState.GRADED, ending("passed")))
                .isInstanceOf(IllegalMoveException.class);
        assertThat(store.verdict(handed.id())).isEmpty();
        assertThat(kinds(handed.id())).containsExactly("state queued", "state preparing");
    }

    @Test
    void cancelsInEveryStateButTheLast() {
        Handed waiting = submissions.queue(of("ann"), MOST);
        submissions.cancel(waiting.id());
        assertThat(submissions.begin(waiting.id(), "w")).isEmpty();

        Handed running = submissions.queue(of("ann"), MOST);
        Handed begun = submissions.begin(running.id(), "w").orElseThrow();
        submissions.cancel(running.id());
        assertThatThrownBy(() -> move(begun, "building")).isInstanceOf(SupersededException.class);
        assertThatThrownBy(() -> submissions.cancel(running.id())).isInstanceOf(IllegalMoveException.class);
    }

    @Test
    void letsSomebodyWithOneGoBetweenTwentyOfAnother() {
        List<UUID> ofAnn = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ofAnn.add(submissions.queue(of("ann"), MOST).id());
        }
        submissions.begin(ofAnn.get(0), "w");
        submissions.begin(ofAnn.get(1), "w");
        Handed ofBob = submissions.queue(of("bob"), MOST);
        assertThat(queue.place(ofBob).ahead()).isZero();
        assertThat(queue.place(store.find(ofAnn.get(2)).orElseThrow()).ahead()).isEqualTo(1);
        // Nor does a second one of Bob's overtake everything that Ann has waiting.
        Handed nextOfBob = submissions.queue(of("bob"), MOST);
        assertThat(queue.place(nextOfBob).ahead()).isEqualTo(2);
    }

    @Test
    void keepsItsTurnWhenItIsHandedBack() {
        Handed first = submissions.queue(of("ann"), MOST);
        Handed second = submissions.queue(of("bob"), MOST);
        Handed begun = submissions.begin(first.id(), "w").orElseThrow();
        submissions.handBack(first.id(), begun.run(), true, "our fault");
        Handed back = store.find(first.id()).orElseThrow();
        assertThat(back.state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(back.faults()).isEqualTo(1);
        assertThat(queue.place(back).ahead()).isZero();
        assertThat(queue.place(second).ahead()).isEqualTo(1);
    }

    @Test
    void addsEventsOnceHoweverOftenTheyAreSent() {
        Handed handed = submissions.queue(of("ann"), MOST);
        Handed begun = submissions.begin(handed.id(), "w").orElseThrow();
        var batch = List.of(new SubmissionEvent.State("building", Optional.empty()), new SubmissionEvent.Notice("a"));
        long last = submissions.append(handed.id(), begun.run(), begun.lastEvent(), batch);
        assertThat(submissions.append(handed.id(), begun.run(), begun.lastEvent(), batch))
                .isEqualTo(last);
        assertThat(kinds(handed.id())).containsExactly("state queued", "state preparing", "state building", "notice");
        assertThat(store.find(handed.id()).orElseThrow().state()).isEqualTo(SubmissionState.BUILDING);
    }

    @Test
    void showsEventsInTheOrderOfTheirNumbersHoweverManyWrite() throws Exception {
        Handed handed = submissions.queue(of("ann"), MOST);
        Handed begun = submissions.begin(handed.id(), "w").orElseThrow();
        AtomicLong seen = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < 80; i++) {
                    append(begun, new SubmissionEvent.Notice("a"), new SubmissionEvent.Notice("b"));
                }
            });
            while (seen.get() < 162) {
                for (EventStore.Numbered event : events.after(handed.id(), seen.get(), 1000)) {
                    assertThat(event.number()).isEqualTo(seen.incrementAndGet());
                }
            }
            writer.get();
        }
        assertThat(events.after(handed.id(), 160, 1000)).hasSize(2);
    }

    @Test
    void saysHowLongItWillTakeOnlyWhileSomebodyGrades() throws ExecutionException, InterruptedException {
        Handed first = submissions.queue(of("ann"), MOST);
        Handed second = submissions.queue(of("ann"), MOST);
        assertThat(queue.place(second).expected()).isEmpty();
        database.jdbi().useHandle(handle -> handle.execute("INSERT INTO worker (name, sandboxes) VALUES ('w', 2)"));
        assertThat(queue.place(first).expected())
                .hasValueSatisfying(wait -> assertThat(wait).isZero());
        assertThat(queue.place(second).expected())
                .hasValueSatisfying(wait -> assertThat(wait.toSeconds()).isEqualTo(22));
    }

    private void move(Handed begun, String state) {
        append(begun, new SubmissionEvent.State(state, Optional.empty()));
    }

    private void append(Handed begun, SubmissionEvent... some) {
        long last = store.find(begun.id()).orElseThrow().lastEvent();
        submissions.append(begun.id(), begun.run(), last, List.of(some));
    }

    private List<String> kinds(UUID id) {
        return events.after(id, 0, 100).stream()
                .map(numbered -> switch (numbered.event()) {
                    case SubmissionEvent.State state -> "state " + state.state();
                    case SubmissionEvent.Log log -> "log " + log.text();
                    case SubmissionEvent.Verdict verdict -> "verdict " + verdict.outcome();
                    default -> numbered.event().kind();
                })
                .toList();
    }

    private static Submissions.New of(String learner) {
        return new Submissions.New(
                learner, "x", 1, SubmittedFiles.withoutModes(Map.of("Dockerfile", bytes("FROM scratch"))));
    }

    private static Submissions.Ending ending(String outcome) {
        return new Submissions.Ending(outcome, 1, 2, "sha256:g", "0.1", Optional.empty(), "{}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
