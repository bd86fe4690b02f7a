package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.drydock.content.Questions;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.Check;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.ReferenceAnswer;
import dev.drydock.yaml.YamlFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** With a reference that doubles what it is asked, and calls what is large rare. */
class AnswersAgreeTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String WITH = """
            {questions: numbers, ask: 6, compare: [{pointer: /twice, tolerance: 0.1}, {pointer: /size}], withinMillis: 500}
            """;

    private final FakeObservations seen = FakeObservations.of("FROM x\n")
            .listening("0.0.0.0", 80)
            .answered(
                    new Questions("numbers", Optional.empty(), "/twice", 80, Optional.empty(), List.of()),
                    Optional.empty(),
                    reference())
            .answering(probe -> answer(twice(number(probe))));

    private static List<ReferenceAnswer> reference() {
        List<ReferenceAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(new ReferenceAnswer("number", JSON.objectNode().put("x", i), 200, tree(twice(i))));
        }
        answers.add(new ReferenceAnswer("word", JSON.objectNode().put("x", "a"), 422, new TextNode("no")));
        return answers;
    }

    private static String twice(int x) {
        return "{\"twice\": " + 2 * x + ", \"size\": \"" + (x == 59 ? "rare" : "usual") + "\"}";
    }

    private static JsonNode tree(String json) {
        return YamlFile.parse(json, "test").tree();
    }

    private static int number(HttpProbe probe) {
        JsonNode x = tree(probe.body().orElseThrow()).path("x");
        return x.isInt() ? x.asInt() : -1;
    }

    private static HttpReply answer(String body) {
        return body.contains("-2") ? answer(422, "") : answer(200, body);
    }

    private static HttpReply answer(int status, String body) {
        return new HttpReply.Answer(status, Map.of(), body, Duration.ofMillis(10));
    }

    private Finding judge(String with) {
        return judge(new AnswersAgree(), with);
    }

    private <P extends Record> Finding judge(Check<P> check, String with) {
        return check.judge(YamlFile.parse(with, "test").as(check.parameters(), ""), seen);
    }

    private Finding answering(Function<Integer, HttpReply> service) {
        seen.answering(probe -> service.apply(number(probe)));
        return judge(WITH);
    }

    @Test
    void whoAnswersAsTheReferencePasses() {
        Finding finding = judge(WITH);

        assertThat(finding.status()).as(finding.message()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).matches("all [78] agree, the slowest after 10 ms");
    }

    @Test
    void whatIsRareIsAskedEachTimeAndTheFirstQuestionAgainAtTheEnd() {
        judge(WITH);

        List<Integer> asked = seen.probes.stream().map(AnswersAgreeTest::number).toList();
        assertThat(asked).hasSizeBetween(7, 8).contains(59, -1);
        assertThat(asked.getLast()).isEqualTo(asked.getFirst());
        assertThat(asked.subList(0, asked.size() - 1)).doesNotHaveDuplicates();
    }

    @Test
    void othersAreAskedTheNextTime() {
        judge(WITH);
        List<HttpProbe> first = List.copyOf(seen.probes);
        seen.probes.clear();
        judge(WITH);

        assertThat(seen.probes).isNotEqualTo(first);
    }

    @Test
    void onlyWhatIsAskedForIsAsked() {
        judge(WITH.replace("ask: 6", "ask: 3, where: [{pointer: /size, equals: rare}]"));

        assertThat(seen.probes).extracting(AnswersAgreeTest::number).containsOnly(59);
    }

    @Test
    void moreThanIsComparedMayBeAnswered() {
        assertThat(answering(x -> answer(twice(x).replace("{", "{\"more\": [1], ")))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void aDifferenceBelowTheToleranceDoesNotCount() {
        assertThat(answering(x -> answer(twice(x).replace(",", ".09,"))).status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void anotherAnswerFailsWithInputAndBothAnswers() {
        Finding finding = answering(x -> answer(x == 59 ? twice(60) : twice(x)));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.expected())
                .isEqualTo(
                        "POST /twice on port 80 answers {\"x\":59} with {\"twice\":118,\"size\":\"rare\"} within 500 ms");
        assertThat(finding.actual()).isEqualTo("it answered {\"twice\":120,\"size\":\"usual\"}");
        assertThat(finding.message())
                .startsWith(
                        "The service does not answer with the model that was handed out. Asked for {\"x\":59}, it answered");
    }

    @Test
    void anImageThatIsMadeForOneModelAloneFailsWithTheStep() {
        BuildStep step = BuildStep.of("d", "[2/2] RUN sha256sum --check list");
        seen.variantBuild(new BuildOutcome.Failed(
                Optional.of(new StepResult(step, false, true, Duration.ZERO, Optional.of("exit code: 1"), "")),
                "exit code: 1",
                List.of(),
                Duration.ZERO));

        Finding finding = judge(
                new VariantAgrees(), "{questions: numbers, variant: other, ask: 2, compare: [{pointer: /twice}]}");

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("exit code: 1");
        assertThat(finding.message()).contains("it is made for these very files");
    }

    @Test
    void onlyWhatWasLateOrTheServicesOwnTroubleMayBeABusyMachinesFault() {
        assertThat(answering(x -> answer(x == 59 ? twice(60) : twice(x))).certain())
                .isTrue();
        assertThat(answering(x -> answer(503, "busy")).certain()).isFalse();
        assertThat(answering(x -> new HttpReply.NoAnswer("refused")).certain()).isFalse();
        assertThat(answering(x -> new HttpReply.Answer(200, Map.of(), twice(x), Duration.ofSeconds(1)))
                        .certain())
                .isFalse();
    }

    @Test
    void whatTheReferenceRefusesHasToBeRefused() {
        assertThat(answering(x -> answer(200, twice(x))).actual()).isEqualTo("it answered with status 200");
    }

    @Test
    void anyRefusalWillDo() {
        assertThat(answering(x -> x < 0 ? answer(400, "?") : answer(twice(x))).status())
                .isEqualTo(Status.PASSED);
        assertThat(answering(x -> x < 0 ? answer(500, "?") : answer(twice(x))).actual())
                .isEqualTo("it answered with status 500");
    }

    @Test
    void anAnswerThatComesLateFails() {
        assertThat(answering(x -> new HttpReply.Answer(200, Map.of(), twice(x), Duration.ofMillis(700)))
                        .actual())
                .matches("it took 0.7 s|it took 700 ms|it answered with status 200");
    }

    @Test
    void silenceIsExplainedByWhatListens() {
        Finding finding = answering(x -> new HttpReply.NoAnswer("connection refused on port 80"));

        assertThat(finding.message())
                .isEqualTo("Nothing answered POST /twice on port 80. "
                        + "The service listens there, yet it did not answer in time.");
    }

    @Test
    void whatIsNotJsonFails() {
        assertThat(answering(x -> x < 0 ? answer(422, "") : answer(200, "<p>")).actual())
                .isEqualTo("it answered what is not JSON: <p>");
    }

    @Test
    void aVariantIsComparedWithTheReferencesOwn() {
        seen.answered(
                new Questions("numbers", Optional.empty(), "/twice", 80, Optional.empty(), List.of()),
                Optional.of("other"),
                List.of(new ReferenceAnswer("number", JSON.objectNode().put("x", 1), 200, tree("{\"twice\": 3}"))));

        Finding finding = judge(
                new VariantAgrees(), "{questions: numbers, variant: other, ask: 2, compare: [{pointer: /twice}]}");

        assertThat(finding.message())
                .startsWith("The image was built once more, with another model. Its service does not answer with that. "
                        + "Asked for {\"x\":1}, it answered {\"twice\":2,\"size\":\"usual\"}; "
                        + "the reference solution answers {\"twice\":3}.");
    }

    @Test
    void askedTogetherOneIsAskedAloneBeforeToWaitForTheService() {
        seen.answered(
                new Questions("numbers", Optional.empty(), "/twice", 80, Optional.empty(), List.of()),
                Optional.of("other"),
                List.of(new ReferenceAnswer("number", JSON.objectNode().put("x", 1), 200, tree("{\"twice\": 2}"))));

        seen.replying(answer("{\"twice\": 2}"));

        Finding finding = judge(
                new VariantAgrees(),
                "{questions: numbers, variant: other, ask: 1, together: true, compare: [{pointer: /twice}]}");

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(seen.probes).hasSizeGreaterThan(1);
    }

    private static Finding judge(FakeObservations others) {
        return new AnswersAgree().judge(YamlFile.parse(WITH, "test").as(AnswersAgree.Parameters.class, ""), others);
    }

    private static FakeObservations of(String dockerfile) {
        return FakeObservations.of(dockerfile)
                .listening("0.0.0.0", 80)
                .answered(
                        new Questions("numbers", Optional.empty(), "/twice", 80, Optional.empty(), List.of()),
                        Optional.empty(),
                        reference());
    }

    @Test
    void aLimitThatRefusesRequestsIsGuilty() {
        var limited = of("FROM x\nENV A=1\nCMD [\"gunicorn\", \"--limit-request-fields\", \"9\"]\n")
                .answering(probe -> answer(400, ""));

        assertThat(judge(limited).lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aProgramThatTheDockerfilePutsBeforeTheApplicationIsGuilty() {
        var remembering = of("FROM x\nCOPY <<PY between.py\nimport app\nPY\nCMD [\"uvicorn\", \"between:app\"]\n")
                .layer(9, 2)
                .holding(1, "/between.py", "import app\n")
                .command("uvicorn", "between:app")
                .answering(probe -> answer(200, "{}"));

        assertThat(judge(remembering).lines()).containsExactly(new Lines(2, 4));
    }
}
