package dev.drydock.server;

import dev.drydock.submission.Queue;
import dev.drydock.worker.Worker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.JdbiException;

/** What operators watch beside the usual: {@code /q/metrics}. */
@Singleton
final class Metrics {

    private final Queue queue;
    private final Lifecycle lifecycle;

    Metrics(Queue queue, Lifecycle lifecycle) {
        this.queue = queue;
        this.lifecycle = lifecycle;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        gauge(
                registry,
                "drydock.queue.length",
                "Submissions that wait",
                metrics -> metrics.ofQueue(Queue.Size::waiting));
        gauge(
                registry,
                "drydock.queue.oldest.seconds",
                "Age of the submission that waits longest",
                metrics -> metrics.ofQueue(Queue.Size::oldestSeconds));
        gauge(
                registry,
                "drydock.gradings.running",
                "Gradings that go on in this process",
                metrics -> metrics.lifecycle.worker().map(Worker::busy).orElse(0));
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Metrics> value) {
        Gauge.builder(name, this, value).description(description).register(registry);
    }

    private double ofQueue(ToDoubleFunction<Queue.Size> part) {
        try {
            return part.applyAsDouble(queue.size());
        } catch (JdbiException away) {
            return Double.NaN;
        }
    }
}
