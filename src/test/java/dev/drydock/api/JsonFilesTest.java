package dev.drydock.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drydock.web.Problem;
import jakarta.ws.rs.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFilesTest {

    private static SortedMap<String, byte[]> read(String body) {
        return JsonFiles.read(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTextAndBase64() {
        SortedMap<String, byte[]> files = read("""
                {"files": {"Dockerfile": "FROM größer\\n", "data": {"base64": "AP8="}}}""");
        assertThat(files).containsOnlyKeys("Dockerfile", "data");
        assertThat(files.get("Dockerfile")).asString().isEqualTo("FROM größer\n");
        assertThat(files.get("data")).containsExactly(0, 0xff);
    }

    @Test
    void writesWhatItReads() {
        Map<String, byte[]> files =
                Map.of("text", "größer\n".getBytes(StandardCharsets.UTF_8), "no-text", new byte[] {0, (byte) 0xff});
        assertThat(read(JsonFiles.write(files).toString()))
                .usingRecursiveComparison()
                .isEqualTo(files);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "''                                       | object \"files\"",
                "[]                                       | object \"files\"",
                "{}                                       | object \"files\"",
                "{\"files\": {\"a\": 1                    | line 1",
                "{\"files\": {\"a\": 1}}                  | content of a is neither",
                "{\"files\": {\"a\": null}}               | content of a is neither",
                "{\"files\": {\"a\": {\"base64\": \"?\"}}} | content of a is not base64",
                "{\"files\": {}, \"file\": {}}            | \"file\" means nothing",
            })
    void saysWhatIsWrong(String body, String words) {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> read(body))
                .satisfies(refused -> assertThat(refused.getResponse().getEntity())
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.detail()).contains(words)));
    }
}
