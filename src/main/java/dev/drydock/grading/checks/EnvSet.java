package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Settled;
import dev.drydock.grading.Unobservable;
import dev.drydock.yaml.Key;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A variable is set in the image, and the service gets it. */
@AutoService(Check.class)
public final class EnvSet implements Check<EnvSet.Parameters> {

    /**
     * Parameters.
     *
     * @param name of the variable
     * @param value exactly this
     * @param matches a regular expression for the whole value
     */
    public record Parameters(
            @Key(value = "Name of the variable.", pattern = "[^=]+", patternMeans = "a name without =")
            String name,

            @Key("The value that it must have.") Optional<String> value,

            @Key("Regular expression for the whole value.") Optional<String> matches) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            matches.ifPresent(Pattern::compile);
        }
    }

    @Override
    public String kind() {
        return "env.set";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "One instruction sets a variable for every later step and for the running service; a variable that a RUN "
                + "exports is gone when that RUN ends.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#variables";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var demand = new ValueDemand(parameters.value(), parameters.matches());
        String name = parameters.name();
        String expected = name + " " + demand.describe();
        Optional<String> declared = variable(seen.image().config().environment(), name);
        String inImage = name + " " + ValueDemand.show(declared) + " in the image";
        if (declared.filter(demand::accepts).isEmpty()) {
            return Finding.failed(
                    expected,
                    inImage,
                    inImage + "." + exported(seen, name)
                            + " Python, pip and ML libraries read such settings when they start; "
                            + "without it every container has to be told by hand.",
                    declared.isEmpty() && Guilty.export(seen.dockerfile(), name).isPresent()
                            ? Guilty.export(seen.dockerfile(), name).map(Instruction::lines).stream()
                                    .toList()
                            : Guilty.assignment(seen.dockerfile(), "ENV", name));
        }
        return judgeService(name, demand, inImage, seen);
    }

    private static String exported(Observations seen, String name) {
        return Guilty.export(seen.dockerfile(), name)
                .map(run -> " The RUN in line " + run.lines().start()
                        + " sets it for its own shell, and it is gone when that RUN ends; ENV keeps it.")
                .orElse("");
    }

    private static Finding judgeService(String name, ValueDemand demand, String inImage, Observations seen) {
        String expected = name + " " + demand.describe();
        Optional<Map<String, String>> environment = environment(seen);
        if (environment.isEmpty()) {
            return Finding.passed(expected, inImage + "; the service has ended, so its own environment was not read");
        }
        Optional<String> given = environment.flatMap(variables -> variable(variables, name));
        if (given.filter(demand::accepts).isPresent()) {
            return Finding.passed(expected, inImage + " and for the service");
        }
        String inService = name + " " + ValueDemand.show(given) + " for the service";
        return Finding.failed(
                expected,
                inImage + "; " + inService,
                "The image sets it, but " + inService + ": the start command changes it before the model's service "
                        + "gets to read it.",
                Guilty.isMentioned(seen.dockerfile(), name, "CMD", "ENTRYPOINT")
                        ? Guilty.mentioning(seen.dockerfile(), name, "CMD", "ENTRYPOINT")
                        : Starting.linesWithScripts(seen));
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** What the process that serves was given; where none does, PID 1. */
    private static Optional<Map<String, String>> environment(Observations seen) {
        OptionalInt port = seen.servicePort();
        try {
            return port.isEmpty()
                    ? Optional.of(seen.service().process().environment())
                    : environment(seen.service().settled(port.getAsInt(), seen.startupTime()));
        } catch (Unobservable ended) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> environment(Settled settled) {
        return settled.server().or(settled.processes()::first).map(ContainerProcess::environment);
    }
}
