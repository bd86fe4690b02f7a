package dev.drydock.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.drydock.content.BodyTemplate;
import dev.drydock.content.Exercise;
import dev.drydock.content.Questions;
import dev.drydock.content.Variant;
import dev.drydock.engine.EngineException;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks a reference solution what an exercise's services are asked later, by inputs drawn by lot. */
final class Questioning {

    private static final int TOGETHER = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** How fast a reference solution starts is not asked here: on a busy machine it gets the time that it takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Exercise exercise;
    private final RandomGenerator chance;

    Questioning(Exercise exercise, RandomGenerator chance) {
        this.exercise = exercise;
        this.chance = chance;
    }

    /** Everything that the exercise's grader may want to know, of the image as it is and of its variants. */
    List<Reference.Answers> ask(Observations reference) {
        List<Reference.Answers> answers = new ArrayList<>();
        for (Questions questions : exercise.settings().questions()) {
            answers.add(ask(reference.service(), questions, Optional.empty()));
            for (Variant variant : exercise.settings().variants()) {
                answers.add(ask(reference.variant(variant.name()), questions, Optional.of(variant.name())));
            }
        }
        return answers;
    }

    private Reference.Answers ask(RunningService service, Questions questions, Optional<String> variant) {
        List<String> cases = new ArrayList<>();
        List<JsonNode> bodies = new ArrayList<>();
        for (Questions.Case some : questions.cases()) {
            var template = new BodyTemplate(some.body());
            for (int i = 0; i < some.count(); i++) {
                cases.add(some.name());
                bodies.add(template.draw(chance));
            }
        }
        List<HttpReply> replies = replies(
                service,
                bodies.stream()
                        .map(body -> new Question(questions, body).probe(PATIENCE, TIMEOUT))
                        .toList());
        List<ReferenceAnswer> answers = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            if (i < replies.size() && replies.get(i) instanceof HttpReply.Answer answer) {
                answers.add(new ReferenceAnswer(cases.get(i), bodies.get(i), answer.status(), json(answer.body())));
            } else {
                throw new EngineException("the reference solution of " + exercise.id() + " does not answer "
                        + bodies.get(i) + ": "
                        + (replies.isEmpty() ? "no reply" : replies.getLast()));
            }
        }
        return new Reference.Answers(questions.name(), variant, answers);
    }

    /** Few at a time, as requests that are sent together have two minutes together. */
    private static List<HttpReply> replies(RunningService service, List<HttpProbe> probes) {
        List<HttpReply> replies = new ArrayList<>();
        for (int from = 0; from < probes.size(); from += TOGETHER) {
            List<HttpProbe> some = probes.subList(from, Math.min(from + TOGETHER, probes.size()));
            List<HttpReply> came = service.http(some);
            replies.addAll(came);
            if (came.size() < some.size()) {
                break;
            }
        }
        return replies;
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException text) {
            return new TextNode(body);
        }
    }
}
