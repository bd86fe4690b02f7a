package dev.drydock.cli;

import dev.drydock.cli.EventReader.Event;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows a submission to its end; when the connection breaks it goes on after the last event that it has seen. */
final class SubmissionFollower {

    /** The name of the event after which nothing comes any more. */
    private static final String END = "end";

    private final RemoteDrydock server;
    private final Persistence persistence;
    private final Consumer<Event> watcher;
    private String last = "";

    SubmissionFollower(RemoteDrydock server, Persistence persistence, Consumer<Event> watcher) {
        this.server = server;
        this.persistence = persistence;
        this.watcher = watcher;
    }

    /**
     * Returns when the submission has ended.
     *
     * @param path of its events
     */
    void follow(String path) throws InterruptedException {
        persistence.with(() -> {
            if (!read(path)) {
                throw new RemoteException(
                        "The connection broke before the end.",
                        "Nothing is lost: the submission is graded all the same, and its page shows the verdict.",
                        ExitStatus.PLATFORM);
            }
            return true;
        });
    }

    /**
     * @return whether it came to the end
     */
    private boolean read(String path) throws InterruptedException {
        try (LineStream lines = server.lines(path, last)) {
            var reader = new EventReader();
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                persistence.heard();
                Optional<Event> event = reader.take(line.get());
                if (event.filter(ended -> ended.name().equals(END)).isPresent()) {
                    return true;
                }
                event.ifPresent(this::pass);
            }
            return false;
        } catch (IOException broken) {
            return false;
        }
    }

    private void pass(Event event) {
        // Those that are told in between, such as the place in the queue, have no number.
        last = event.id().isEmpty() ? last : event.id();
        watcher.accept(event);
    }
}
