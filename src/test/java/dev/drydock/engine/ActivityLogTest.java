package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityLogTest {

    /** As it was written for a Python that starts a server through a shell. */
    private static final String LOG = """
            marked\t1795933710720006516
            exec\t1795933711420354170\t404\t/usr/local/bin/python3.11\t/memfd:runc_cloned:/proc/self/exe\\040(deleted)
            exec\t1795933711452964328\t438\t/usr/bin/dash\t/usr/bin/dash
            open\t1795933711873134773\t439\t/app/model.json\t/usr/local/bin/python3.11
            read\t1795933711873176782\t439\t/app/model.json\t/usr/local/bin/python3.11
            """;

    @Test
    void eachLineIsAnEventWithItsNanoseconds() {
        ActivityLog log = ActivityLog.parse(LOG);

        assertThat(log.marked()).contains(Instant.parse("2026-11-29T06:28:30.720006516Z"));
        assertThat(log.complete()).isTrue();
        assertThat(log.events())
                .extracting(Event::kind)
                .containsExactly(Kind.EXECUTED, Kind.EXECUTED, Kind.OPENED, Kind.READ);
        assertThat(log.events().get(2))
                .isEqualTo(new Event(
                        Kind.OPENED,
                        Instant.parse("2026-11-29T06:28:31.873134773Z"),
                        439,
                        "/app/model.json",
                        "/usr/local/bin/python3.11"));
    }

    @Test
    void whatWasEscapedIsReadBack() {
        assertThat(ActivityLog.parse(LOG).events().getFirst().program())
                .isEqualTo("/memfd:runc_cloned:/proc/self/exe (deleted)");
        assertThat(ActivityLog.parse("open\t1\t2\t/a\\011b\\134c\t/x\n")
                        .events()
                        .getFirst()
                        .path())
                .isEqualTo("/a\tb\\c");
    }

    @Test
    void aLineThatIsBeingWrittenIsLeftForTheNextLook() {
        assertThat(ActivityLog.parse(LOG + "open\t17959337").events()).hasSize(4);
        assertThat(ActivityLog.parse("").marked()).isEmpty();
    }

    @Test
    void itSaysWhenMoreHappenedThanIsWrittenDown() {
        assertThat(ActivityLog.parse(LOG + "full\n").complete()).isFalse();
    }

    @Test
    void whatTheWatchDoesNotWriteIsOurMistake() {
        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> ActivityLog.parse("close\t1\t2\t/a\t/b\n"));
    }
}
