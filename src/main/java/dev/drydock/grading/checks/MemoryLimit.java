package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;

/** The service works within so much memory. */
@AutoService(Check.class)
public final class MemoryLimit implements Check<MemoryLimit.Parameters> {

    /**
     * Parameters.
     *
     * @param megabytes of 1,048,576 bytes
     * @param request that has to be answered with a status of success
     */
    public record Parameters(
            @Key(value = "Mebibytes (1,048,576 bytes).", min = 16, max = 65_536)
            int megabytes,

            @Key("A request that has to be answered with a status of success.")
            Request request) {}

    @Override
    public String kind() {
        return "memory.limit";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Load the model once and not once for each worker, load only what is used, and prefer smaller types. `docker stats` shows what "
                + "the service takes.";
    }

    @Override
    public String defaultLesson() {
        return "07-hardening#limits";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var trial = new Trial(
                "works within " + parameters.megabytes() + " MiB of memory",
                "With so much memory, which is what it gets in production, the service does not work. A server that outgrows its "
                        + "limit is killed in the middle of a request.",
                List.of("CMD", "ENTRYPOINT"));
        var circumstances = Circumstances.withMemory((long) parameters.megabytes() << 20);
        return trial.run(seen.service(circumstances), parameters.request(), seen);
    }
}
