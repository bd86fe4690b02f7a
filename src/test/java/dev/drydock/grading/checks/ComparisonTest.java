package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.yaml.YamlFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    private static JsonNode tree(String json) {
        return YamlFile.parse(json, "test").tree();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{x: 1}|{x: 1.0}|true",
                "{x: 1}|{x: 1.04}|true",
                "{x: 1}|{x: 1.06}|false",
                "{x: 1}|{x: '1'}|false",
                "{x: [1, 2]}|{x: [1, 2.01]}|true",
                "{x: [1, 2]}|{x: [1, 2, 3]}|false",
                "{x: {a: 1, b: 0}}|{x: {b: 0.01, c: 5, a: 1}}|true",
                "{x: {a: 1, b: 0}}|{x: {a: 1}}|false",
                "{x: a}|{x: a}|true",
                "{x: a}|{x: b}|false",
                "{x: true}|{x: 1}|false",
                "{x: null}|{}|false",
            })
    void comparesByValueWithinATolerance(String wanted, String found, boolean agrees) {
        assertThat(new Comparison("/x", Optional.of(0.05), Optional.empty()).agrees(tree(wanted), tree(found)))
                .isEqualTo(agrees);
    }

    @Test
    void ofSeveralLargestNumbersEachWillDo() {
        var comparison = new Comparison("/class", Optional.of(0.01), Optional.of("/p"));
        JsonNode wanted = tree("{class: a, p: {a: 0.41, b: 0.4, c: 0.19}}");

        assertThat(comparison.agrees(wanted, tree("{class: a}"))).isTrue();
        assertThat(comparison.agrees(wanted, tree("{class: b}"))).isTrue();
        assertThat(comparison.agrees(wanted, tree("{class: c}"))).isFalse();
    }

    @Test
    void refusesWhatIsNoPointer() {
        assertThatThrownBy(() -> new Comparison("class", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
