package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;

/** The service does not run as root. */
@AutoService(Check.class)
public final class UserNonRoot implements Check<UserNonRoot.Parameters> {

    private static final String EXPECTED = "PID 1 runs with a user id other than 0";

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "user.nonRoot";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Create a user with a fixed id, install as root, and switch to that user afterwards. Remember which files "
                + "it has to read, and which folders it has to write.";
    }

    @Override
    public String defaultLesson() {
        return "07-hardening#non-root";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String user = seen.image().config().user();
        String declared = user.isEmpty() ? "no USER declared" : "declared USER " + Printable.of(user, 60);
        // An entry point may begin as root and give that up before it serves.
        seen.servicePort().ifPresent(port -> seen.service().settled(port, seen.startupTime()));
        int uid = seen.service().process().uid();
        String actual = "PID 1 runs with user id " + uid + " (" + declared + ")";
        if (uid != 0) {
            return Finding.passed(EXPECTED, actual);
        }
        return Finding.failed(
                        EXPECTED,
                        actual,
                        "The service runs as root (" + declared
                                + "). Whoever breaks into it, say through a poisoned model file, "
                                + "then owns everything in the container.",
                        Guilty.linesOf(seen.dockerfile(), "USER"))
                .asCertain();
    }
}
