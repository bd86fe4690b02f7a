package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;

/** The service works with so much shared memory. */
@AutoService(Check.class)
public final class ShmSize implements Check<ShmSize.Parameters> {

    /**
     * Parameters.
     *
     * @param megabytes of 1,048,576 bytes
     * @param request that has to be answered with a status of success
     */
    public record Parameters(
            @Key(value = "Mebibytes (1,048,576 bytes).", min = 1, max = 65_536)
            int megabytes,

            @Key("A request that has to be answered with a status of success.")
            Request request) {}

    @Override
    public String kind() {
        return "shm.size";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Workers of a data loader hand batches over in /dev/shm, which has 64 MB unless `--shm-size` says otherwise. Use fewer workers, "
                + "smaller batches, or none for serving.";
    }

    @Override
    public String defaultLesson() {
        return "09-gpu-containers#shm";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var trial = new Trial(
                "works with " + parameters.megabytes() + " MiB of /dev/shm",
                "With so much shared memory the service does not work: its workers die with a bus error or wait for ever.",
                List.of("CMD", "ENTRYPOINT"));
        var circumstances = Circumstances.withShm((long) parameters.megabytes() << 20);
        return trial.run(seen.service(circumstances), parameters.request(), seen);
    }
}
