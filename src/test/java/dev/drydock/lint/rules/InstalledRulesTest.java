package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.Rule;
import dev.drydock.lint.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for each rule. */
class InstalledRulesTest {

    private static final Path ROOT =
            Path.of(Optional.ofNullable(System.getenv("DRYDOCK_ROOT")).orElse("."));
    private static final Collection<Rule> RULES = Rules.installed().all();

    @Test
    void eachIsNamedAsItsClass() {
        assertThat(RULES).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.id()).matches("[a-z]+(-[a-z]+)*");
            assertThat(rule.getClass().getSimpleName())
                    .isEqualToIgnoringCase(rule.id().replace("-", ""));
        });
    }

    @Test
    void eachSaysWhatItAsksForAndWhereToReadMore() {
        assertThat(RULES).allSatisfy(rule -> {
            assertThat(rule.title()).hasSizeBetween(10, 80).doesNotEndWith(".");
            assertThat(rule.lesson()).matches("\\d\\d-[a-z0-9-]+#[a-z0-9-]+");
        });
    }

    @Test
    void eachHasATestAndALineInTheDocumentation() throws IOException {
        String documentation = Files.readString(ROOT.resolve("docs/lint.md"));
        assertThat(RULES).allSatisfy(rule -> {
            assertThat(documentation).contains("| `" + rule.id() + "` |");
            assertThat(ROOT.resolve("src/test/java/dev/drydock/lint/rules/%sTest.java"
                            .formatted(rule.getClass().getSimpleName())))
                    .exists();
        });
    }
}
