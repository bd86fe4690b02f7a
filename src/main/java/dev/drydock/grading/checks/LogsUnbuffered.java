package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Pause;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What the service prints is in the log at once. */
@AutoService(Check.class)
public final class LogsUnbuffered implements Check<LogsUnbuffered.Parameters> {

    /** For the line to go through the engine's log driver. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(50);

    /**
     * Parameters.
     *
     * @param request that makes the service print a line to standard output
     * @param line text that the line holds; {@code {drawn}} stands for the number that was drawn
     * @param draw a number of the request that is drawn anew each time, so that the line was not written before
     */
    public record Parameters(
            @Key("A request that makes the service print the line.")
            Request request,

            @Key(value = "Text in the line; {drawn} stands for the number that was drawn.", min = 1, max = 200)
            String line,

            @Key("A number of the request that is drawn anew each time.")
            Optional<Draw> draw) {

        /** The request and the line with one and the same number. */
        private Parameters drawn() {
            return draw.map(how -> {
                        double number = how.number();
                        String text = line.replace("{drawn}", String.format(Locale.ROOT, "%.2f", number));
                        return new Parameters(request.with(how.at(), number), text, Optional.empty());
                    })
                    .orElse(this);
        }
    }

    /**
     * A number with two digits after the point, the last of them not 0, as programs leave that out.
     *
     * @param at JSON pointer into the request
     */
    public record Draw(
            @Key("JSON pointer to the number in the request.")
            String at,

            @Key("Least value.") double from,
            @Key("Most value.") double to) {

        private double number() {
            long hundredths = ThreadLocalRandom.current().nextLong(Math.round(from * 100), Math.round(to * 100));
            return (hundredths % 10 == 0 ? hundredths + 1 : hundredths) / 100.0;
        }
    }

    @Override
    public String kind() {
        return "logs.unbuffered";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Python keeps what it prints until some kilobytes have come together, unless standard output is a terminal. A variable in "
                + "the image's environment switches that off.";
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
        return judgeDrawn(parameters.drawn(), seen);
    }

    private static Finding judgeDrawn(Parameters parameters, Observations seen) {
        String expected = "a line with \"" + parameters.line() + "\" in the log within " + Quantity.time(AT_ONCE)
                + " of " + parameters.request().describe();
        RunningService service = seen.service();
        int before = count(service, parameters.line());
        HttpReply reply = service.http(parameters.request().probe(seen.startupTime(), Request.TIMEOUT));
        if (reply instanceof HttpReply.NoAnswer none) {
            return Finding.failed(
                    expected,
                    "no answer: " + Printable.of(none.reason(), 120),
                    "Nothing answered, so that nothing was to be logged. "
                            + Ports.explainSilence(seen, parameters.request().port()),
                    Ports.guilty(seen, parameters.request().port()));
        }
        long asked = System.nanoTime();
        for (Duration waited = Duration.ZERO; waited.compareTo(AT_ONCE) <= 0; waited = since(asked)) {
            if (count(service, parameters.line()) > before) {
                return Finding.passed(expected, "logged " + Quantity.time(since(asked)) + " after the answer");
            }
            Pause.of(PAUSE);
        }
        return LogPath.explain(expected, AT_ONCE, parameters.request().port(), seen);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static int count(RunningService service, String text) {
        String log = service.log();
        int count = 0;
        for (int at = log.indexOf(text); at >= 0; at = log.indexOf(text, at + text.length())) {
            count++;
        }
        return count;
    }
}
