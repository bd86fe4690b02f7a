package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;

/** The service works with a read-only root file system and a small /tmp in memory. */
@AutoService(Check.class)
public final class RootReadOnly implements Check<RootReadOnly.Parameters> {

    private static final Trial TRIAL = new Trial(
            "works with a read-only root file system and 64 MiB of /tmp in memory",
            "With a read-only root file system, which keeps an intruder from changing the image's files, the service does not "
                    + "work: it writes somewhere else than to /tmp.",
            List.of("ENV", "CMD", "ENTRYPOINT"));

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
        return "root.readOnly";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Run the image with `docker run --read-only --tmpfs /tmp` and look where it tries to write. Caches of Hugging Face, Matplotlib "
                + "or Numba have variables that move them to /tmp.";
    }

    @Override
    public String defaultLesson() {
        return "07-hardening#read-only";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        return TRIAL.run(seen.service(Circumstances.withReadOnlyRoot()), parameters.request(), seen);
    }
}
