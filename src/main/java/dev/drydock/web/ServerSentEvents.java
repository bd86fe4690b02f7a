package dev.drydock.web;

import dev.drydock.submission.EventFeed;
import dev.drydock.submission.EventStore;
import dev.drydock.submission.Handed;
import dev.drydock.submission.Queue;
import dev.drydock.submission.SubmissionEvent;
import dev.drydock.submission.SubmissionState;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.yaml.Mappers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What happens to a submission, as a stream for a browser or a program: from the store, so that whoever comes back, to whichever
 * process, goes on after the number of the last event that they saw. A reader who is slow is waited for.
 */
@Singleton
public final class ServerSentEvents {

    private static final Logger LOG = System.getLogger(ServerSentEvents.class.getName());
    private static final int BATCH = 200;
    /** A reader who is gone is noticed when something is sent, so something is. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private static final Duration QUEUE_NEWS = Duration.ofSeconds(1);
    private static final Duration SLOW_READER = Duration.ofMillis(10);
    private static final long RECONNECT_MILLIS = 1000;

    /** Streams that one account may have open on this process. */
    private static final int MOST_STREAMS = 50;

    private final Map<String, Integer> streams = new ConcurrentHashMap<>();
    private final EventStore events;
    private final SubmissionStore submissions;
    private final Queue queue;
    private final EventFeed feed;

    ServerSentEvents(EventStore events, SubmissionStore submissions, Queue queue, EventFeed feed) {
        this.events = events;
        this.submissions = submissions;
        this.queue = queue;
        this.feed = feed;
    }

    /** Sent while it waits: how many are graded before it, and in how many seconds it will probably be begun. */
    record Waiting(int ahead, Optional<Long> seconds) {}

    /**
     * Follows a submission to its end.
     *
     * @param visitor who reads; nobody may have very many open at a time
     * @param after number of the last event that the reader has seen
     * @param data an event's form for this reader
     */
    public Multi<OutboundSseEvent> follow(
            Sse sse, String visitor, UUID submission, long after, Function<SubmissionEvent, String> data) {
        if (streams.merge(visitor, 1, Integer::sum) > MOST_STREAMS) {
            ended(visitor);
            throw new TooOftenException();
        }
        return Multi.createFrom()
                .emitter(
                        emitter -> Thread.ofVirtual().name("events").start(() -> {
                            try {
                                new Following(sse, submission, after, data, emitter).run();
                            } finally {
                                ended(visitor);
                            }
                        }),
                        BackPressureStrategy.BUFFER);
    }

    private void ended(String visitor) {
        streams.computeIfPresent(visitor, (name, count) -> count > 1 ? count - 1 : null);
    }

    /** One reader. */
    private final class Following implements Runnable {

        private final Sse sse;
        private final UUID submission;
        private final Function<SubmissionEvent, String> data;
        private final MultiEmitter<? super OutboundSseEvent> reader;
        private long last;
        private Optional<Waiting> told = Optional.empty();

        Following(
                Sse sse,
                UUID submission,
                long after,
                Function<SubmissionEvent, String> data,
                MultiEmitter<? super OutboundSseEvent> reader) {
            this.sse = sse;
            this.submission = submission;
            this.last = after;
            this.data = data;
            this.reader = reader;
        }

        @Override
        public void run() {
            try (EventFeed.Watch watch = feed.watch(submission)) {
                while (!reader.isCancelled()) {
                    // Asked before the events are read: if it has ended by now, they are all there.
                    Optional<Handed> handed = submissions.find(submission);
                    boolean more = send(events.after(submission, last, BATCH));
                    if (!more && handed.filter(now -> !now.state().isFinal()).isEmpty()) {
                        emit(sse.newEventBuilder().name("end").data("{}").build());
                        reader.complete();
                        return;
                    }
                    if (!more) {
                        watch.await(tellPlace(handed.orElseThrow()) ? QUEUE_NEWS : LONGEST_SILENCE);
                        emit(sse.newEventBuilder().comment("still here").build());
                    }
                }
            } catch (RuntimeException failed) {
                LOG.log(Level.DEBUG, "a stream of events ends: " + failed.getMessage());
                // The reader comes back by itself and goes on where it was.
                reader.complete();
            } catch (InterruptedException end) {
                reader.complete();
            }
        }

        private boolean send(List<EventStore.Numbered> batch) throws InterruptedException {
            for (EventStore.Numbered event : batch) {
                emit(sse.newEventBuilder()
                        .id(Long.toString(event.number()))
                        .name(event.event().kind())
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(data.apply(event.event()))
                        .reconnectDelay(RECONNECT_MILLIS)
                        .build());
                last = event.number();
            }
            return !batch.isEmpty();
        }

        private boolean tellPlace(Handed handed) throws InterruptedException {
            if (handed.state() != SubmissionState.QUEUED) {
                return false;
            }
            Queue.Place place = queue.place(handed);
            var now = Optional.of(new Waiting(place.ahead(), place.expected().map(Duration::toSeconds)));
            if (!now.equals(told)) {
                told = now;
                emit(sse.newEventBuilder()
                        .name("waiting")
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(Mappers.DOCUMENTS.valueToTree(now.get()).toString())
                        .build());
            }
            return true;
        }

        private void emit(OutboundSseEvent event) throws InterruptedException {
            while (reader.requested() == 0 && !reader.isCancelled()) {
                Thread.sleep(SLOW_READER);
            }
            reader.emit(event);
        }
    }
}
