package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.text.BoundedText;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.YamlFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonExpectationTest {

    private static final String ANSWER = """
            {n: 1, half: 0.5, name: setosa, none: null, list: [0.2, 0.3], words: [a], empty: [], deep: {a: {b: 2}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {pointer: /n, equals: 1.0}                              | true
            {pointer: /n, equals: '1'}                              | false
            {pointer: /half, equals: 0.5}                           | true
            {pointer: /deep, equals: {a: {b: 2.0}}}                 | true
            {pointer: /none, exists: true}                          | true
            {pointer: /gone, exists: true}                          | false
            {pointer: /gone, exists: false}                         | true
            {pointer: /list, sumsTo: 0.5}                           | true
            {pointer: /list, sumsTo: 0.6, tolerance: 0.05}          | false
            {pointer: /list, sumsTo: 0.6, tolerance: 0.2}           | true
            {pointer: /words, sumsTo: 1}                            | false
            {pointer: /empty, sumsTo: 0}                            | false
            {pointer: /n, sumsTo: 1}                                | false
            {pointer: /name, matches: 'set.*'}                      | true
            {pointer: /name, matches: 'set'}                        | false
            {pointer: /deep, matches: '.*'}                         | false
            {pointer: /gone, matches: '.*'}                         | false
            {pointer: /list/1, equals: 0.3}                         | true
            {pointer: '', exists: true}                             | true
            """)
    void judges(String expectation, boolean holds) {
        var answer = YamlFile.parse(ANSWER, "answer").tree();
        assertThat(read(expectation).complaint(answer).isEmpty()).isEqualTo(holds);
    }

    @Test
    void anExpressionThatWouldNeverEndDoesNotMatch() {
        var answer = YamlFile.parse("{v: " + "a".repeat(60) + "b}", "answer").tree();
        assertThat(read("{pointer: /v, matches: '(a+)+c'}").complaint(answer)).isPresent();
        var longer = YamlFile.parse("{v: " + "a".repeat(BoundedText.LONGEST + 1) + "}", "answer")
                .tree();
        assertThat(read("{pointer: /v, matches: 'a*'}").complaint(longer)).isPresent();
    }

    @Test
    void whatCanNeverBeJudgedIsRefusedWhenTheGraderIsRead() {
        assertThatThrownBy(() -> read("{pointer: /v}")).isInstanceOf(ContentException.class);
        assertThatThrownBy(() -> read("{pointer: v, exists: true}")).isInstanceOf(ContentException.class);
        assertThatThrownBy(() -> read("{pointer: /v, matches: '('}")).isInstanceOf(ContentException.class);
    }

    private static JsonExpectation read(String yaml) {
        return YamlFile.parse(yaml, "grader.yaml").as(JsonExpectation.class, "");
    }
}
