package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import java.util.regex.Pattern;

/** The user is declared as a number, which a cluster can check without looking into the image. */
@AutoService(Check.class)
public final class UserNumeric implements Check<UserNumeric.Parameters> {

    private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,10}(?::[0-9]{1,10})?");

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "user.numeric";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Kubernetes refuses an image under runAsNonRoot if it cannot tell that its user is not root: write the id, as in USER 10001.";
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
        String expected = "USER with a number other than 0, and PID 1 runs with it";
        String declared = user.isEmpty() ? "no USER declared" : "USER " + Printable.of(user, 60);
        int uid = seen.service().process().uid();
        String actual = declared + "; PID 1 runs with user id " + uid;
        boolean numeric = NUMERIC.matcher(user).matches();
        if (numeric && uid != 0 && Long.parseLong(user.split(":")[0]) == Integer.toUnsignedLong(uid)) {
            return Finding.passed(expected, actual);
        }
        return Finding.failed(expected, actual, message(user, numeric, uid), Guilty.linesOf(seen.dockerfile(), "USER"))
                .asCertain();
    }

    private static String message(String user, boolean numeric, int uid) {
        if (uid == 0) {
            return "The model server runs as root"
                    + (user.isEmpty() ? ", as the image declares no USER" : "")
                    + ": a cluster that allows no root does not start it.";
        }
        return numeric
                ? "The service does not run with the user that the image declares: what a cluster was told about the model "
                        + "server is not true."
                : "A cluster that allows no root cannot tell who this user is, as the name means something inside the image "
                        + "only, and does not start the model server.";
    }
}
