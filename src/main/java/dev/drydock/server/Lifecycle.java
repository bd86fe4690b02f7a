package dev.drydock.server;

import dev.drydock.database.Database;
import dev.drydock.database.LocalPostgres;
import dev.drydock.database.Notifications;
import dev.drydock.submission.Submissions;
import dev.drydock.worker.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** What begins when the server is up, and in which order everything ends. */
@Singleton
final class Lifecycle {

    private static final Duration PORT_PAUSE = Duration.ofMillis(20);

    private final Launch launch;
    private final Notifications notifications;
    private Optional<Worker> worker = Optional.empty();

    Lifecycle(Launch launch, Notifications notifications) {
        this.launch = launch;
        this.notifications = notifications;
    }

    void start(@Observes StartupEvent event, Database database, Submissions submissions) {
        worker = launch.host()
                .map(host -> new Worker(
                        launch.home(),
                        database,
                        notifications,
                        submissions,
                        host,
                        launch.settings().sandboxes(),
                        name(),
                        launch.version()));
    }

    void served(@ObservesAsync HttpServerStart event, HttpServer server) throws InterruptedException {
        // The event comes a moment before the port is known.
        while (server.getPort() <= 0) {
            Thread.sleep(PORT_PAUSE);
        }
        launch.ready().at("http://" + event.options().getHost() + ":" + server.getPort() + "/");
    }

    /** Within ten seconds: gradings are finished or handed back first, and the database ends last. */
    void stop(@Observes ShutdownEvent event) {
        try {
            worker.ifPresent(Worker::close);
            notifications.close();
        } finally {
            launch.postgres().ifPresent(LocalPostgres::close);
        }
    }

    Optional<Worker> worker() {
        return worker;
    }

    /** Tells workers of one database apart, and whoever reads a log where to look. */
    private static String name() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            host = "unnamed";
        }
        return host + "/" + ProcessHandle.current().pid() + "/" + Long.toString(System.currentTimeMillis(), 36);
    }
}
