package dev.drydock.content.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.lesson.Lessons;
import dev.drydock.content.markdown.MarkdownPage.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/coverage.md} says where the course carries each topic; here it is held against the lessons. */
class CoverageTest {

    private static final Pattern LINK =
            Pattern.compile("\\[(\\d+) #([a-z0-9-]+)]\\(\\.\\./lessons/([^/)]+)/lesson\\.md#([a-z0-9-]+)\\)");
    private static final Pattern ANY_LINK = Pattern.compile("]\\(");
    private static final int ERRORS = 44;
    private static final int TOPICS = 68;
    private static final int WORDS = 62;

    private static Map<String, Lesson> lessons;

    @BeforeAll
    static void load() {
        lessons = Lessons.load(Path.of("")).all().stream().collect(Collectors.toMap(Lesson::id, Function.identity()));
    }

    /** Rows of the tables, without their heads. */
    static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs/coverage.md"))) {
            return lines.filter(line -> line.startsWith("| "))
                    .filter(line -> !line.endsWith("| where |"))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void namesSectionsThatExist(String row) {
        String where = row.substring(row.lastIndexOf(" | ") + 3);
        List<MatchResult> links = LINK.matcher(where).results().toList();

        assertThat(links).isNotEmpty().hasSize((int)
                ANY_LINK.matcher(row).results().count());
        assertThat(links).allSatisfy(link -> {
            assertThat(lessons).containsKey(link.group(3));
            assertThat(link.group(3)).startsWith("%02d-".formatted(Integer.parseInt(link.group(1))));
            assertThat(link.group(2)).isEqualTo(link.group(4));
            assertThat(anchors(link.group(3))).contains(link.group(4));
        });
    }

    private static Set<String> anchors(String lesson) {
        return Objects.requireNonNull(lessons.get(lesson)).parts().sections().stream()
                .map(Section::id)
                .collect(Collectors.toSet());
    }

    @Test
    void carriesEveryErrorOnce() throws IOException {
        List<String> errors = rows().stream()
                .filter(row -> row.matches("\\| E\\d+ \\|.*"))
                .map(row -> row.split(" ", 3)[1])
                .toList();

        assertThat(errors)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ERRORS).mapToObj(i -> "E" + i).toList());
    }

    @Test
    void losesNoRow() throws IOException {
        assertThat(rows().stream().filter(row -> row.matches("\\| S[0-4] \\|.*")))
                .hasSize(TOPICS);
        assertThat(rows()).hasSize(ERRORS + TOPICS + WORDS).doesNotHaveDuplicates();
    }

    @Test
    void thereAreTwelveLessons() {
        assertThat(lessons.keySet().stream().map(id -> id.substring(0, 2)).sorted())
                .containsExactly("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12");
    }
}
