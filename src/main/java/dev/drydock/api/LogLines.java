package dev.drydock.api;

import dev.drydock.submission.EventStore;
import dev.drydock.submission.SubmissionEvent;
import dev.drydock.submission.SubmissionEvent.Step;
import dev.drydock.text.Plain;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What happened to a submission as lines for people, in the manner of BuildKit's plain progress: steps that go on at the same
 * time are told apart by their numbers. Nothing in it is obeyed by a terminal.
 */
final class LogLines {

    private final Map<String, Integer> steps = new HashMap<>();
    private int run;

    /** The lines of an event, each with a line break at its end; to be asked in the order of events. */
    String of(EventStore.Numbered numbered) {
        String begin = "";
        if (numbered.run() > run) {
            run = numbered.run();
            begin = run > 1 ? "=== run " + run + "\n" : "";
        }
        return begin
                + switch (numbered.event()) {
                    case SubmissionEvent.State state ->
                        "--- " + state.state()
                                + state.reason()
                                        .map(why -> ": " + Plain.line(why))
                                        .orElse("") + "\n";
                    case SubmissionEvent.Phase phase -> "=== " + Plain.line(phase.name()) + "\n";
                    case Step step -> step(step);
                    case SubmissionEvent.Log log -> log(log);
                    case SubmissionEvent.LeftOut left ->
                        number(left.phase(), left.step()) + "… " + left.bytes() + " bytes are left out here\n";
                    case SubmissionEvent.Check check -> check(check);
                    case SubmissionEvent.Notice notice -> "--- " + Plain.line(notice.text()) + "\n";
                    case SubmissionEvent.Verdict verdict ->
                        "--- " + verdict.outcome() + ", " + verdict.score() + " of " + verdict.maxScore() + "\n";
                };
    }

    private String step(Step step) {
        boolean isNew = !steps.containsKey(key(step.phase(), step.step()));
        String number = number(step.phase(), step.step());
        String name = isNew ? number + Plain.line(step.name()) + "\n" : "";
        String took = step.millis()
                .map(millis -> String.format(Locale.ROOT, " in %.1f s", millis / 1000.0))
                .orElse("");
        return step.status().equals("started") ? name : name + number + step.status() + took + "\n";
    }

    private String log(SubmissionEvent.Log log) {
        String number = number(log.phase(), log.step());
        return Plain.lines(log.text())
                .lines()
                .map(line -> number + "| " + line + "\n")
                .collect(Collectors.joining());
    }

    private static String check(SubmissionEvent.Check check) {
        return "--- check " + check.id() + ": " + check.status().toLowerCase(Locale.ROOT) + ", " + check.points()
                + " of " + check.maxPoints() + "  " + Plain.line(check.title()) + "\n";
    }

    private String number(String phase, String step) {
        return "#" + steps.computeIfAbsent(key(phase, step), key -> steps.size() + 1) + " ";
    }

    private String key(String phase, String step) {
        return run + "\n" + phase + "\n" + step;
    }
}
