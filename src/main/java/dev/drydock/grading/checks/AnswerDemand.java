package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.engine.HttpReply.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** What an HTTP answer has to be, and what is wrong with one that is not. */
record AnswerDemand(int status, Optional<Duration> within, List<JsonExpectation> expectations) {

    /** Jackson's own bounds on depth and number length hold for what learners' services send. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    String describe() {
        var parts = new StringJoiner("; ");
        parts.add("status " + status
                + within.map(limit -> " within " + Quantity.time(limit)).orElse(""));
        expectations.forEach(expectation -> parts.add(expectation.describe()));
        return parts.toString();
    }

    /** Whether nothing but what it says can be wrong: no busy machine is to blame for that. */
    boolean isOnTime(Answer answer) {
        return answer.status() == status && !isLate(answer);
    }

    private boolean isLate(Answer answer) {
        return within.filter(limit -> answer.took().compareTo(limit) > 0).isPresent();
    }

    /** In words; none if all is well. */
    List<String> complaints(Answer answer) {
        var complaints = new ArrayList<String>();
        if (answer.status() != status) {
            // What such an answer says is about something else.
            return List.of("the status is " + answer.status() + " and not " + status);
        }
        within.filter(limit -> isLate(answer))
                .ifPresent(limit -> complaints.add(
                        "it took " + Quantity.time(answer.took()) + ", at most " + Quantity.time(limit) + " is fine"));
        if (!expectations.isEmpty()) {
            complaints.addAll(wrongIn(answer.body()));
        }
        return complaints;
    }

    private List<String> wrongIn(String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            return List.of("the answer is not JSON");
        }
        return expectations.stream()
                .flatMap(expectation -> expectation.complaint(json).stream()
                        .map(found -> found + ", expected: " + expectation.describe()))
                .toList();
    }
}
