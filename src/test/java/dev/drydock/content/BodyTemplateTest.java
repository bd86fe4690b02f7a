package dev.drydock.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.yaml.YamlFile;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTemplateTest {

    private static final int MANY = 300;

    private final RandomGenerator chance = new Random(7);

    private static BodyTemplate template(String yaml) {
        return new BodyTemplate(YamlFile.parse(yaml, "test").tree());
    }

    private Stream<JsonNode> drawn(String yaml) {
        BodyTemplate template = template(yaml);
        return Stream.generate(() -> template.draw(chance)).limit(MANY);
    }

    @Test
    void leavesWhatIsNotToBeDrawn() {
        assertThat(template("{a: [1, x, {b: true}]}").draw(chance)).hasToString("{\"a\":[1,\"x\",{\"b\":true}]}");
    }

    @Test
    void drawsNumbersOfARangeWithDecimals() {
        Set<String> texts = drawn("{x: {draw: {from: 0.5, to: 1.5, decimals: 1}}}")
                .map(body -> body.path("x").asText())
                .collect(Collectors.toSet());

        assertThat(texts)
                .containsExactlyInAnyOrder("0.5", "0.6", "0.7", "0.8", "0.9", "1.0", "1.1", "1.2", "1.3", "1.4", "1.5");
    }

    @Test
    void drawsWholeNumbersWhereNoDecimalsAreNamed() {
        assertThat(drawn("{draw: {from: 1, to: 3}}")).allMatch(JsonNode::isIntegralNumber);
        assertThat(drawn("{draw: {from: 1, to: 3}}").map(JsonNode::asInt).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void drawsOneOfAListAndWhatIsDrawnInIt() {
        Set<String> texts = drawn("{draw: {oneOf: [a, [1], {draw: {from: 5, to: 5}}]}}")
                .map(JsonNode::toString)
                .collect(Collectors.toSet());

        assertThat(texts).containsExactlyInAnyOrder("\"a\"", "[1]", "5");
    }

    @Test
    void drawsListsOfValuesThatAreDrawnByThemselves() {
        assertThat(drawn("{draw: {of: {draw: {from: 0, to: 1000}}, times: 4}}"))
                .allMatch(list -> list.size() == 4)
                .anyMatch(list -> !list.get(0).equals(list.get(1)));
    }

    @Test
    void movesNumbersThatGoTogetherALittle() {
        assertThat(drawn("{draw: {near: [[10, 100], [20, 200]], spread: 0.1, decimals: 2}}"))
                .allMatch(row -> {
                    double sort = row.get(0).asDouble() < 15 ? 1 : 2;
                    return row.get(0).asDouble() >= 9 * sort
                            && row.get(0).asDouble() <= 11 * sort
                            && row.get(1).asDouble() >= 90 * sort
                            && row.get(1).asDouble() <= 110 * sort;
                })
                .anyMatch(row -> row.get(0).asDouble() > 15);
        assertThat(template("{draw: {near: [{a: 1, b: 2}], spread: 0, decimals: 1}}")
                        .draw(chance))
                .hasToString("{\"a\":1.0,\"b\":2.0}");
    }

    @Test
    void theSameChanceDrawsTheSame() {
        BodyTemplate template = template("{draw: {from: 0, to: 1, decimals: 9}}");

        assertThat(template.draw(new Random(1))).isEqualTo(template.draw(new Random(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: {draw: {from: 2, to: 1}}}|/a/draw/to|nothing lies between 2 and 1",
                "{a: {draw: {from: x, to: 1}}}|/a/draw/from|this is no number",
                "{a: [0, {draw: {oneOf: []}}]}|/a/1/draw/oneOf|there is nothing to choose from",
                "{draw: {oneOf: [{draw: {to: 1}}]}}|/draw/oneOf/0/draw|it is unclear what is to be drawn",
                "{draw: {near: [[a]], spread: 1}}|/draw/near/0|this is neither a list nor an object of numbers",
                "{draw: {near: [[1]], spread: -1}}|/draw/spread|a spread is a number from 0",
                "{draw: {of: 1, times: -1}}|/draw/times|a list has 0 to 10000 values",
                "{draw: {from: 0, to: 1, decimals: 12}}|/draw/decimals|decimals are 0 to 9",
                "{draw: 1}|/draw|it is unclear what is to be drawn",
            })
    void saysWhereSomethingCannotBeDrawn(String yaml, String pointer, String what) {
        assertThatThrownBy(() -> template(yaml))
                .isInstanceOfSatisfying(
                        BodyTemplate.Unfit.class,
                        unfit -> assertThat(unfit.pointer()).isEqualTo(pointer))
                .hasMessage(what);
    }
}
