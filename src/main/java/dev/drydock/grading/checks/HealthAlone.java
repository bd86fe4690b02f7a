package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.Check;
import dev.drydock.grading.Command;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;

/** The health probe fails where no service runs, from a container's first moment. */
@AutoService(Check.class)
public final class HealthAlone implements Check<HealthAlone.Parameters> {

    private static final String EXPECTED = "the probe fails in a new container in which nothing else runs";

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "health.alone";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "The start period is Docker's: meanwhile a probe that fails does no harm, and one that succeeds ends it. Let the probe ask "
                + "the service each time, and tell what it heard.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#healthcheck";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Optional<Healthcheck> probe = Probes.declared(seen);
        if (probe.isEmpty()) {
            return Probes.missing(EXPECTED, seen);
        }
        if (Probes.endsProcesses(seen)) {
            return Finding.passed(EXPECTED, "not run: it ends processes, and what it says then tells nothing");
        }
        CommandResult result = seen.command(Command.program(command(probe.get().test())));
        boolean succeeded = result.ended() && result.problem().isEmpty() && result.exitCode() == 0;
        return succeeded
                ? Finding.failed(
                        EXPECTED,
                        "exit code 0" + said(result),
                        "The probe was run in a container in which nothing else runs, and succeeded: Docker calls a container healthy "
                                + "in which no service answers.",
                        Probes.lines(seen))
                : Finding.passed(EXPECTED, result.ended() ? "exit code " + result.exitCode() : "no end in time");
    }

    /** Docker has the image's shell read a probe that is written as text; they agree on what is in a probe. */
    private static List<String> command(List<String> test) {
        List<String> words = test.subList(1, test.size());
        return test.getFirst().equals("CMD-SHELL") ? List.of("/bin/sh", "-c", String.join(" ", words)) : words;
    }

    private static String said(CommandResult result) {
        String output = Printable.of(result.output().strip(), 120);
        return output.isEmpty() ? "" : ", after \"" + output + "\"";
    }
}
