package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.yaml.Mappers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictJsonTest {

    static Stream<Verdict> verdictsOfEveryOutcome() {
        return Stream.of(Samples.passed(), Samples.failed(), Samples.buildFailed(), Samples.invalid(), Samples.error());
    }

    private static ObjectNode tree(Verdict verdict) throws JsonProcessingException {
        return (ObjectNode) Mappers.DOCUMENTS.readTree(VerdictJson.write(verdict));
    }

    @ParameterizedTest
    @MethodSource("verdictsOfEveryOutcome")
    void keepsToItsSchemaAndCanBeReadAgain(Verdict verdict) throws JsonProcessingException {
        assertThat(VerdictJson.validate(tree(verdict))).isEmpty();
        assertThat(VerdictJson.read(VerdictJson.write(verdict))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @MethodSource("verdictsOfEveryOutcome")
    void leavesOutWhatIsAbsent(Verdict verdict) {
        assertThat(VerdictJson.write(verdict)).doesNotContain("null");
    }

    @Test
    void writesNamesAsDocumented() throws JsonProcessingException {
        JsonNode tree = tree(Samples.passed());

        assertThat(tree.path("outcome").asText()).isEqualTo("passed");
        assertThat(tree.at("/checks/1/status").asText()).isEqualTo("notVerified");
        assertThat(tree.at("/provenance/bases/0/source").asText()).isEqualTo("stand-in");
        assertThat(tree.has("problem")).isFalse();
        assertThat(tree.path("findings").isArray()).isTrue();
    }

    @Test
    void theSchemaRefusesWhatItDoesNotKnow() throws JsonProcessingException {
        ObjectNode unknownKey = tree(Samples.passed()).put("extra", 1);
        ObjectNode unknownOutcome = tree(Samples.passed()).put("outcome", "great");
        ObjectNode noProblem = tree(Samples.invalid()).without("problem");

        assertThat(VerdictJson.validate(unknownKey)).singleElement().asString().contains("extra");
        assertThat(VerdictJson.validate(unknownOutcome))
                .singleElement()
                .asString()
                .contains("outcome");
        assertThat(VerdictJson.validate(noProblem)).singleElement().asString().contains("problem");
    }
}
