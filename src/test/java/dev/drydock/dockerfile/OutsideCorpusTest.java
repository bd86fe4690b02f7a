package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** BuildKit's and Docker's own test data; see {@link OutsideCorpus}. */
class OutsideCorpusTest {

    @Test
    void readsDockerfilesAsBuildKitDoes() throws IOException {
        var soft = new SoftAssertions();
        List<Path> cases = folders("buildkit/parser-cases");
        for (Path folder : cases) {
            soft.assertThat(SyntaxTree.of(Files.readString(folder.resolve("Dockerfile"))))
                    .as(folder.getFileName().toString())
                    .isEqualTo(Files.readString(folder.resolve("result")).strip());
        }
        soft.assertAll();
        assertThat(cases).hasSize(33);
    }

    @Test
    void refusesWhatBuildKitRefuses() throws IOException {
        List<Path> cases = folders("buildkit/parser-cases-negative");
        for (Path folder : cases) {
            String text = Files.readString(folder.resolve("Dockerfile"));
            assertThatThrownBy(() -> DockerfileParser.parse("Dockerfile", text))
                    .as(folder.getFileName().toString())
                    .isInstanceOf(DockerfileException.class);
        }
        assertThat(cases).hasSize(4);
    }

    @Test
    void substitutesVariablesAsBuildKitDoes() throws IOException {
        var variables = Map.of("PWD", "/home", "SHELL", "bash", "KOREAN", "한국어", "NULL", "");
        var soft = new SoftAssertions();
        int cases = 0;
        for (String line : Files.readAllLines(OutsideCorpus.find("buildkit/envVarTest"))) {
            String[] parts = line.split("\\|", -1);
            boolean applies = !line.startsWith("#") && parts.length == 3 && "AU".contains(parts[0].strip());
            if (applies) {
                cases++;
                soft.assertThat(substituted(parts[1].strip(), variables))
                        .as(line)
                        .isEqualTo(parts[2].strip());
            }
        }
        soft.assertAll();
        assertThat(cases).isGreaterThan(200);
    }

    private static String substituted(String word, Map<String, String> variables) {
        try {
            return ShellWord.substitute(word, variables, '\\', new Budget()).text();
        } catch (Mistake mistake) {
            return "error";
        }
    }

    @Test
    void ignoresFilesAsDockerDoes() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(OutsideCorpus.find("dockerignore-matches.json").toFile());
        var soft = new SoftAssertions();
        for (JsonNode test : cases) {
            var patterns = new ArrayList<String>();
            test.get("patterns").forEach(pattern -> patterns.add(pattern.asText()));
            IgnoreRules rules = IgnoreRules.parse(".dockerignore", String.join("\n", patterns));
            soft.assertThat(rules.excludes(test.get("path").asText()))
                    .as(test.toString())
                    .isEqualTo(test.get("ignored").asBoolean());
        }
        soft.assertAll();
        assertThat(cases).hasSize(72);
    }

    private static List<Path> folders(String name) throws IOException {
        try (Stream<Path> folders = Files.list(OutsideCorpus.find(name))) {
            return folders.sorted().toList();
        }
    }
}
