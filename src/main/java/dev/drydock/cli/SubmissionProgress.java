package dev.drydock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.cli.EventReader.Event;
import dev.drydock.text.Plain;
import dev.drydock.yaml.Mappers;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * Tells what happens to a submission elsewhere, in the words of {@link GradingProgress}. The server may be of another version:
 * what is not known is left out.
 */
final class SubmissionProgress implements Consumer<Event> {

    private final PrintStream out;
    private String place = "";

    SubmissionProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(Event event) {
        try {
            tell(event.name(), Mappers.DOCUMENTS.readTree(event.data()));
        } catch (JsonProcessingException unknown) {
            // The rest of the progress is worth more than this line.
        }
    }

    private void tell(String kind, JsonNode data) {
        switch (kind) {
            case "waiting" -> waiting(data);
            case "state" -> state(data);
            case "phase" -> out.println("· " + text(data, "name"));
            case "notice" -> out.println("    " + text(data, "text"));
            case "step" -> step(data);
            default -> {}
        }
    }

    private void state(JsonNode data) {
        place = "";
        if (data.has("reason")) {
            out.println("· " + text(data, "state") + ": " + text(data, "reason"));
        }
    }

    private void step(JsonNode data) {
        String status = text(data, "status");
        switch (status) {
            case "started" -> {}
            case "finished" ->
                GradingProgress.stepLine(
                        out, "%.1f s".formatted(data.path("millis").asLong() / 1000.0), text(data, "name"));
            default -> GradingProgress.stepLine(out, status, text(data, "name"));
        }
    }

    /** The place is told anew when it changes; the seconds do all the time. */
    private void waiting(JsonNode data) {
        int ahead = data.path("ahead").asInt();
        boolean graded = data.has("seconds");
        String now = ahead + " " + graded;
        if (now.equals(place)) {
            return;
        }
        place = now;
        out.println("· waiting: " + (ahead == 0 ? "next" : ahead + " before this one")
                + (graded
                        ? ", begins in about " + data.path("seconds").asLong() + " s"
                        : "; nobody grades at the moment"));
    }

    private static String text(JsonNode data, String field) {
        return Plain.line(data.path(field).asText());
    }
}
