package dev.drydock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.cli.EventReader.Event;
import dev.drydock.submission.SubmissionEvent;
import dev.drydock.text.Plain;
import dev.drydock.yaml.Mappers;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Tells what happens to a submission elsewhere, in the words of {@link GradingProgress}. */
final class SubmissionProgress implements Consumer<Event> {

    private static final String WAITING = "waiting";

    private final PrintStream out;

    SubmissionProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(Event event) {
        if (event.name().equals(WAITING)) {
            waiting(event.data());
        } else if (SubmissionEvent.KINDS.containsKey(event.name())) {
            tell(SubmissionEvent.read(event.name(), event.data()));
        }
    }

    private void tell(SubmissionEvent event) {
        switch (event) {
            case SubmissionEvent.State state ->
                state.reason().ifPresent(why -> out.println("· " + state.state() + ": " + Plain.line(why)));
            case SubmissionEvent.Phase phase -> out.println("· " + Plain.line(phase.name()));
            case SubmissionEvent.Notice notice -> out.println("    " + Plain.line(notice.text()));
            case SubmissionEvent.Step step -> step(step);
            case SubmissionEvent.Log log -> {}
            case SubmissionEvent.LeftOut left -> {}
            case SubmissionEvent.Check check -> {}
            case SubmissionEvent.Verdict verdict -> {}
        }
    }

    private void step(SubmissionEvent.Step step) {
        switch (step.status()) {
            case "started" -> {}
            case "finished" ->
                GradingProgress.stepLine(out, "%.1f s".formatted(step.millis().orElse(0L) / 1000.0), step.name());
            default -> GradingProgress.stepLine(out, Plain.line(step.status()), step.name());
        }
    }

    private void waiting(String data) {
        try {
            JsonNode place = Mappers.DOCUMENTS.readTree(data);
            int ahead = place.path("ahead").asInt();
            String others = ahead == 0 ? "next" : ahead + " before this one";
            String when = place.has("seconds")
                    ? ", begins in about " + place.path("seconds").asLong() + " s"
                    : "; nobody grades at the moment";
            out.println("· waiting: " + others + when);
        } catch (JsonProcessingException another) {
            // Of another version; the rest of the progress is worth more than this line.
        }
    }
}
