package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.grading.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What holds for every kind of check that Drydock finds. */
class RegisteredChecksTest {

    private static final Path ROOT =
            Path.of(Optional.ofNullable(System.getenv("DRYDOCK_ROOT")).orElse("."));
    private static final List<Check<?>> CHECKS = checks();

    @Test
    void kindsAreUniqueAndNameTheirClasses() {
        assertThat(CHECKS).extracting(Check::kind).doesNotHaveDuplicates();
        assertThat(CHECKS)
                .allSatisfy(check -> assertThat(check.getClass().getSimpleName())
                        .isEqualToIgnoringCase(check.kind().replace(".", "")));
    }

    @Test
    void theFirstDozenIsThere() {
        assertThat(CHECKS)
                .extracting(Check::kind)
                .contains(
                        "build.succeeds",
                        "run.stays",
                        "http.responds",
                        "ports.declared",
                        "ports.listening",
                        "user.nonRoot",
                        "health.healthy",
                        "cache.reuse",
                        "size.ratio",
                        "command.execForm",
                        "workdir.is",
                        "base.allowed");
    }

    @Test
    void soAreThoseOnImagesAndTheirRebuilds() {
        assertThat(CHECKS)
                .extracting(Check::kind)
                .contains(
                        "size.max",
                        "waste.max",
                        "layers.max",
                        "stages.min",
                        "tools.absent",
                        "image.sharesLayers",
                        "layer.unchanged",
                        "cache.invalidation",
                        "base.pinned",
                        "base.slim",
                        "user.numeric");
    }

    @Test
    void eachHelpsWhoFails() {
        assertThat(CHECKS).allSatisfy(check -> {
            assertThat(check.defaultHint()).hasSizeBetween(40, 400).matches(".*[.?]");
            assertThat(check.defaultLesson()).matches("\\d\\d-[a-z0-9-]+#[a-z0-9-]+");
        });
    }

    @Test
    void eachSaysWhatItIsSureOfAndWhatItDoesNotSee() throws IOException {
        Map<String, String> sections = sections(Files.readString(ROOT.resolve("docs/checks.md")));
        assertThat(CHECKS)
                .isNotEmpty()
                .allSatisfy(check -> assertThat(sections.getOrDefault(check.kind(), ""))
                        .as("docs/checks.md, section %s", check.kind())
                        .contains("Sure of:", "Not seen:"));
    }

    /** Of a document in Markdown, by their headings. */
    private static Map<String, String> sections(String document) {
        Map<String, String> sections = new HashMap<>();
        for (String section : ("\n" + document).split("\n## ", -1)) {
            String[] parts = section.split("\n", 2);
            sections.put(parts[0].strip(), parts.length > 1 ? parts[1] : "");
        }
        return sections;
    }

    private static List<Check<?>> checks() {
        var found = new ArrayList<Check<?>>();
        for (Check<?> check : ServiceLoader.load(Check.class)) {
            found.add(check);
        }
        return found;
    }
}
