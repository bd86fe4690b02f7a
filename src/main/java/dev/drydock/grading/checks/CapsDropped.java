package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.util.List;

/** The service works without any of root's privileges, which Linux calls capabilities. */
@AutoService(Check.class)
public final class CapsDropped implements Check<CapsDropped.Parameters> {

    private static final Trial TRIAL = new Trial(
            "works with all capabilities dropped",
            "Without capabilities, which hardly any model server needs, the service does not work: it wants to change owners, "
                    + "open a port below 1024 or become another user when it starts.",
            List.of("USER", "CMD", "ENTRYPOINT"));

    /**
     * Parameters.
     *
     * @param request that has to be answered with a status of success
     */
    public record Parameters(
            @Key("A request that has to be answered with a status of success.")
            Request request) {}

    @Override
    public String kind() {
        return "caps.dropped";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Run the image with `docker run --cap-drop ALL` and read what it says. What needs root's privileges, such as chown or "
                + "installing, belongs into the build.";
    }

    @Override
    public String defaultLesson() {
        return "07-hardening#capabilities";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        RunningService service = seen.service(Circumstances.withoutCapabilities());
        Finding finding = TRIAL.run(service, parameters.request(), seen);
        if (finding.status() != Finding.Status.PASSED) {
            return finding;
        }
        // That it is without, the kernel says.
        long left = service.process().capabilities();
        if (left != 0) {
            throw new IllegalStateException("the container was started with capabilities: " + Long.toHexString(left));
        }
        return Finding.passed(finding.expected(), finding.actual() + "; PID 1 can have none (CapBnd 0)");
    }
}
