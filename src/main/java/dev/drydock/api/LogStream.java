package dev.drydock.api;

import dev.drydock.submission.EventStore;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A submission's log, read and written page by page, so that the longest costs little memory. */
record LogStream(EventStore events, UUID submission) implements StreamingOutput {

    private static final int PAGE = 200;

    @Override
    public void write(OutputStream out) throws IOException {
        var lines = new LogLines();
        long last = 0;
        for (List<EventStore.Numbered> page = events.after(submission, last, PAGE);
                !page.isEmpty();
                page = events.after(submission, last, PAGE)) {
            for (EventStore.Numbered event : page) {
                out.write(lines.of(event).getBytes(StandardCharsets.UTF_8));
            }
            last = page.getLast().number();
        }
    }
}
