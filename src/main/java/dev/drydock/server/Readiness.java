package dev.drydock.server;

import dev.drydock.database.Database;
import dev.drydock.reception.Room;
import dev.drydock.worker.Worker;
import dev.drydock.worker.WorkerStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jdbi.v3.core.JdbiException;

/** Whether this process can do its work now, and if not, why: {@code /q/health/ready}. */
@Singleton
final class Readiness {

    private final Database database;
    private final WorkerStore workers;
    private final Room room;
    private final Lifecycle lifecycle;
    private final Launch launch;

    Readiness(Database database, WorkerStore workers, Room room, Lifecycle lifecycle, Launch launch) {
        this.database = database;
        this.workers = workers;
        this.room = room;
        this.lifecycle = lifecycle;
        this.launch = launch;
    }

    @Produces
    @Singleton
    @org.eclipse.microprofile.health.Readiness
    HealthCheck databaseAnswers() {
        return () -> {
            try {
                database.jdbi().useHandle(handle -> handle.execute("SELECT 1"));
                return HealthCheckResponse.up("database");
            } catch (JdbiException away) {
                return down("database", String.valueOf(away.getMessage()));
            }
        };
    }

    @Produces
    @Singleton
    @org.eclipse.microprofile.health.Readiness
    HealthCheck diskHasRoom() {
        return () -> room.full().isEmpty()
                ? HealthCheckResponse.up("disk")
                : down("disk", "nearly full: " + room.full() + "; submissions are refused");
    }

    @Produces
    @Singleton
    @org.eclipse.microprofile.health.Readiness
    HealthCheck grades() {
        return () -> launch.settings().isWorker() ? ownWorker() : otherWorkers();
    }

    private HealthCheckResponse ownWorker() {
        Optional<String> problem = lifecycle.worker().flatMap(Worker::problem);
        return problem.map(reason -> down("grading", reason)).orElseGet(() -> HealthCheckResponse.up("grading"));
    }

    /** Pages are of use also while nobody grades: what is handed in is kept. */
    private HealthCheckResponse otherWorkers() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("grading").up();
        try {
            List<WorkerStore.Known> alive = workers.alive();
            answer.withData("workers", alive.size());
            alive.stream()
                    .flatMap(worker -> worker.problem().map(reason -> worker.name() + ": " + reason).stream())
                    .findFirst()
                    .ifPresent(reason -> answer.withData("problem", reason));
        } catch (JdbiException away) {
            answer.withData("problem", "the database does not answer");
        }
        return answer.build();
    }

    private static HealthCheckResponse down(String name, String reason) {
        return HealthCheckResponse.named(name).down().withData("reason", reason).build();
    }
}
