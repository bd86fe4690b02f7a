package dev.drydock.worker;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.grading.Checks;
import dev.drydock.grading.Grader;
import dev.drydock.grading.GraderFile;
import dev.drydock.grading.Grading;
import dev.drydock.grading.Intake;
import dev.drydock.grading.QuietGate;
import dev.drydock.grading.References;
import dev.drydock.sandbox.Base;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxHost;
import dev.drydock.sandbox.SandboxPool;
import java.util.Collection;

/** Where this process grades: sandboxes, and the content that it grades with. Content is read anew for each grading. */
final class Station implements AutoCloseable {

    private final Home home;
    private final Limits limits;
    private final SandboxHost host;
    private final SandboxPool pool;
    private final Intake intake;
    private final Checks checks;
    private final References references;
    private final String version;

    /**
     * @param host is closed with this
     * @param sandboxes how many gradings go on at once
     * @param version of Drydock, for provenance
     */
    Station(Home home, SandboxHost host, int sandboxes, String version) {
        this.home = home;
        this.limits = host.limits();
        this.host = host;
        this.pool = host.pool(sandboxes);
        this.intake = new Intake(BaseCatalogue.load(home));
        this.checks = Checks.installed();
        this.references = new References(home.data().resolve("references"));
        this.version = version;
    }

    Exercise exercise(String id) {
        return Exercises.load(home.root(), id);
    }

    Grader grader(Exercise exercise) {
        return GraderFile.load(home.root(), exercise.settings().grader(), checks);
    }

    Intake intake() {
        return intake;
    }

    String version() {
        return version;
    }

    /** Makes bases that are missing, which takes minutes. */
    void require(Collection<Base> bases) {
        host.require(bases);
    }

    Grading grading() {
        return new Grading(pool, limits, intake, references, QuietGate.of(home.data()), version, host.bases());
    }

    /**
     * Sees that engine and mirror work.
     *
     * @return whether something had to be mended
     */
    boolean mend() {
        return host.mend();
    }

    /** The process is about to end: a sandbox that comes back is put away, and no other takes its place. */
    void stopReplacing() {
        pool.retire();
    }

    @Override
    public void close() {
        try (host) {
            pool.close();
        }
    }
}
