package dev.drydock.grading.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.content.Questions;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Question;
import dev.drydock.grading.ReferenceAnswer;
import dev.drydock.grading.RunningService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a service answers as the reference solution does, to inputs drawn by lot.
 *
 * @param questions of the exercise
 * @param variant that is asked; empty for the usual image
 * @param where what the reference's answers have to be, one of these at least; empty for any
 * @param ask how many are asked at least
 * @param together whether they are asked at the same time, and not one after another
 */
record Agreement(
        String questions,
        Optional<String> variant,
        List<JsonExpectation> where,
        int ask,
        boolean together,
        AgreementDemand demand) {

    /** For one answer, where nothing else is said. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Clients that ask at the same time. */
    private static final int AT_ONCE = 8;

    private static final String TOGETHER = " Eight clients asked at the same time, each something else.";

    /** The first of the statuses that tell of the client's mistakes. */
    private static final int CLIENT_ERROR = 400;

    /** Settings by which servers refuse requests before any application sees them. */
    private static final List<String> LIMITS = List.of("limit-request", "limit_request", "h11-max-incomplete");

    private static final String OTHER_CLIENTS =
            " The requests come as different programs send them: with few header fields or many, a "
                    + "charset behind the content type, the host called by one name or another.";

    /** The first of the statuses that tell of the service's own troubles. */
    private static final int SERVER_ERROR = 500;

    Finding judge(Observations seen, RunningService service, String harm) {
        Questions asked = seen.questions(questions);
        List<ReferenceAnswer> sample = Sampling.draw(
                seen.referenceAnswers(questions, variant).stream()
                        .filter(this::isWanted)
                        .toList(),
                this::kind,
                // Whoever counts requests learns nothing from their number.
                ask + seen.lot().nextInt(1 + ask / 4),
                seen.lot());
        List<HttpProbe> probes = sample.stream()
                .map(wanted -> new Question(asked, wanted.body()).probe(seen.startupTime(), timeout()))
                .toList();
        List<HttpReply> replies = together ? together(service, probes) : service.http(probes);
        for (int i = 0; i < replies.size(); i++) {
            Optional<String> complaint = demand.complaint(sample.get(i), replies.get(i));
            if (complaint.isPresent()) {
                return disagreement(seen, asked, sample.get(i), complaint.get(), replies.get(i), harm);
            }
        }
        return again(sample, asked, service, seen, harm).orElseGet(() -> conclusion(asked, sample, replies));
    }

    /** What takes its time takes it each time, also where another client waits for the answer to the same. */
    private Optional<Finding> again(
            List<ReferenceAnswer> sample, Questions asked, RunningService service, Observations seen, String harm) {
        return sample.stream()
                .filter(wanted -> !demand.least(wanted).isZero())
                .findFirst()
                .flatMap(wanted -> {
                    HttpProbe probe = new Question(asked, wanted.body()).probe(Duration.ZERO, timeout());
                    return Asking.twice(service, probe, demand.least(wanted).dividedBy(2)).stream()
                            .flatMap(reply -> demand
                                    .complaint(wanted, reply)
                                    .map(complaint -> disagreement(seen, asked, wanted, complaint, reply, harm))
                                    .stream())
                            .findFirst();
                });
    }

    /** Some at a time, as the briefs say. One is asked before, alone: that waits for a service that says that it is not ready yet. */
    private static List<HttpReply> together(RunningService service, List<HttpProbe> probes) {
        List<HttpReply> first = service.http(probes.subList(0, 1));
        if (first.getFirst() instanceof HttpReply.NoAnswer) {
            return first;
        }
        List<HttpReply> replies = new ArrayList<>();
        for (int from = 0; from < probes.size(); from += AT_ONCE) {
            replies.addAll(Asking.together(service, probes.subList(from, Math.min(from + AT_ONCE, probes.size()))));
        }
        return replies;
    }

    /** No answer was wrong. */
    private Finding conclusion(Questions asked, List<ReferenceAnswer> sample, List<HttpReply> replies) {
        String expected =
                Question.describe(asked) + " answers " + sample.size() + " drawn inputs as the reference solution does";
        if (replies.size() < sample.size()) {
            return Finding.failed(
                    expected,
                    replies.size() + " answers within two minutes",
                    "The service answers too slowly: " + sample.size() + " requests one after another took longer than "
                            + "two minutes.",
                    List.of());
        }
        Duration longest = replies.stream()
                .filter(HttpReply.Answer.class::isInstance)
                .map(reply -> ((HttpReply.Answer) reply).took())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return Finding.passed(expected, "all " + sample.size() + " agree, the slowest after " + Quantity.time(longest));
    }

    private Finding disagreement(
            Observations seen,
            Questions asked,
            ReferenceAnswer wanted,
            String complaint,
            HttpReply reply,
            String harm) {
        String body = Printable.of(wanted.body().toString(), 160);
        String expected = Question.describe(asked) + " answers " + body + " with " + demand.describe(wanted);
        String message = variant.isEmpty() && reply instanceof HttpReply.NoAnswer
                ? "Nothing answered " + Question.describe(asked) + ". " + Ports.explainSilence(seen, asked.port())
                : harm + " Asked for " + body + ", it " + complaint + "; the reference solution answers "
                        + demand.describe(wanted) + "." + (isRefusal(reply) ? OTHER_CLIENTS : "")
                        + (together ? TOGETHER : "");
        List<Lines> elsewhere =
                variant.isEmpty() && reply instanceof HttpReply.NoAnswer ? Ports.guilty(seen, asked.port()) : List.of();
        Finding finding = Finding.failed(
                expected, "it " + complaint, message, elsewhere.isEmpty() ? lines(reply, seen) : elsewhere);
        return isOfContent(reply) ? finding.asCertain() : finding;
    }

    /** What the Dockerfile itself puts between clients and the application: a setting, or a program. */
    private static List<Lines> lines(HttpReply reply, Observations seen) {
        Optional<Lines> limit = LIMITS.stream()
                .filter(name -> isRefusal(reply))
                .flatMap(name -> Mention.last(seen.dockerfile(), name).stream())
                .findFirst();
        return limit.map(List::of)
                .orElseGet(() -> Starting.scripts(seen).distinct().toList());
    }

    private static boolean isRefusal(HttpReply reply) {
        return reply instanceof HttpReply.Answer answer
                && answer.status() >= CLIENT_ERROR
                && answer.status() < SERVER_ERROR;
    }

    /** An answer that came in time is wrong for what it says; a busy service may still give up with an error of its own. */
    private boolean isOfContent(HttpReply reply) {
        return reply instanceof HttpReply.Answer answer
                && answer.status() < SERVER_ERROR
                && demand.within()
                        .filter(limit -> limit.compareTo(answer.took()) < 0)
                        .isEmpty();
    }

    private Duration timeout() {
        // An answer that comes too late is still waited for: "took 6.1 s" helps more than "no answer".
        return demand.within()
                .map(limit -> limit.multipliedBy(2))
                .filter(twice -> twice.compareTo(TIMEOUT) > 0)
                .orElse(TIMEOUT);
    }

    private boolean isWanted(ReferenceAnswer answer) {
        return where.isEmpty()
                || where.stream()
                        .anyMatch(demand -> demand.complaint(answer.answer()).isEmpty());
    }

    /** Kinds of inputs, of refusals, and what is named in answers: none is left out because it is rare. */
    private String kind(ReferenceAnswer answer) {
        return demand.compare().stream()
                .map(part -> answer.answer().at(part.pointer()))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" ", answer.drawnCase() + " " + answer.status() + " ", ""));
    }
}
