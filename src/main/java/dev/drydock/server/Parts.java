package dev.drydock.server;

import dev.drydock.database.Database;
import dev.drydock.database.Notifications;
import dev.drydock.grading.Intake;
import dev.drydock.learning.Course;
import dev.drydock.people.AccountStore;
import dev.drydock.reception.Reception;
import dev.drydock.reception.Room;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.submission.EventFeed;
import dev.drydock.submission.EventStore;
import dev.drydock.submission.Queue;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.submission.Submissions;
import dev.drydock.web.Access;
import dev.drydock.worker.WorkerStore;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The parts of the server that know nothing of Quarkus, one of each. */
@Singleton
final class Parts {

    private final Launch launch = Launch.current();

    @Produces
    @Singleton
    Launch launch() {
        return launch;
    }

    @Produces
    @Singleton
    Access access() {
        return new Access(launch.settings().isWeb(), launch.settings().isOpen());
    }

    @Produces
    @Singleton
    Database database(AgroalDataSource source) {
        return Database.of(source);
    }

    @Produces
    @Singleton
    Notifications notifications() {
        return new Notifications(launch.database(), EventStore.CHANNEL, Submissions.CANCELLED, Submissions.QUEUE);
    }

    @Produces
    @Singleton
    EventFeed feed(Notifications notifications) {
        return new EventFeed(notifications);
    }

    @Produces
    @Singleton
    EventStore events(Database database) {
        return new EventStore(database);
    }

    @Produces
    @Singleton
    SubmissionStore submissionStore(Database database) {
        return new SubmissionStore(database);
    }

    @Produces
    @Singleton
    Queue queue(Database database) {
        return new Queue(database);
    }

    @Produces
    @Singleton
    Submissions submissions(Database database, Queue queue) {
        return new Submissions(database, queue);
    }

    @Produces
    @Singleton
    AccountStore accounts(Database database) {
        return new AccountStore(database);
    }

    @Produces
    @Singleton
    WorkerStore workers(Database database) {
        return new WorkerStore(database);
    }

    @Produces
    @Singleton
    Course course() {
        return launch.course().orElseGet(() -> new Course(launch.home().root()));
    }

    @Produces
    @Singleton
    Room room() {
        return new Room(List.of(launch.home().data()), launch.settings().diskReserve());
    }

    @Produces
    @Singleton
    Reception reception(Submissions submissions, Room room) {
        return new Reception(
                new Intake(BaseCatalogue.load(launch.home())),
                submissions,
                room,
                launch.settings().mostInFlight(),
                launch.version());
    }
}
