package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Patterns with {@code **} beside text, as Docker's own client applied them when it was asked. */
class IgnoreRulesOnBuildKitTest {

    private static JsonNode recorded() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                IgnoreRulesOnBuildKitTest.class.getResourceAsStream("/dockerignore/on-buildkit.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void keepWhatDockersClientKeeps() throws IOException {
        JsonNode recorded = recorded();
        var soft = new SoftAssertions();
        for (JsonNode one : recorded.path("cases")) {
            IgnoreRules rules =
                    IgnoreRules.parse(".dockerignore", one.path("ignore").asText());
            soft.assertThat(texts(recorded.path("paths")).stream()
                            .filter(path -> !rules.excludes(path))
                            .toList())
                    .as(one.path("ignore").asText().strip())
                    .containsExactlyInAnyOrderElementsOf(texts(one.path("kept")));
        }
        soft.assertAll();
        assertThat(recorded.path("cases")).hasSizeGreaterThan(200);
    }
}
