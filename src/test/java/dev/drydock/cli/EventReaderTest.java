package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.EventReader.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReaderTest {

    private static List<Event> read(String stream) {
        var reader = new EventReader();
        return stream.lines().flatMap(line -> reader.take(line).stream()).toList();
    }

    @Test
    void readsNumberKindAndData() {
        assertThat(read("id: 7\nevent: phase\nretry: 1000\ndata: {\"name\":\"build\"}\n\n"))
                .containsExactly(new Event("7", "phase", "{\"name\":\"build\"}"));
    }

    @Test
    void takesOneSpaceAfterTheColonAway() {
        assertThat(read("data:a\n\ndata:  b\n\n"))
                .containsExactly(new Event("", "message", "a"), new Event("", "message", " b"));
    }

    @Test
    void joinsLinesOfData() {
        assertThat(read("data: a\ndata\ndata: b\n\n")).containsExactly(new Event("", "message", "a\n\nb"));
    }

    @Test
    void keepsTheNumberForEventsThatHaveNone() {
        assertThat(read("id: 3\ndata: a\n\nevent: waiting\ndata: b\n\n"))
                .containsExactly(new Event("3", "message", "a"), new Event("3", "waiting", "b"));
    }

    @Test
    void commentsAndEmptyEventsAreNone() {
        assertThat(read(":still here\n\nevent: phase\n\nid: 4\n\ndata: a\n\n"))
                .containsExactly(new Event("4", "message", "a"));
    }

    @Test
    void anEventThatDoesNotEndIsNone() {
        assertThat(read("id: 3\nevent: phase\ndata: a\n")).isEmpty();
    }

    @Test
    void leavesUnknownFieldsOut() {
        assertThat(read("colour: red\ndata: a\n\n")).containsExactly(new Event("", "message", "a"));
    }
}
