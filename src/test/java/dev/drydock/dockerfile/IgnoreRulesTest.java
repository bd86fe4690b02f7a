package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    node_modules   | node_modules            | true
                    node_modules   | node_modules/a/b.js     | true
                    node_modules   | app/node_modules        | false
                    node_modules/  | node_modules/a          | true
                    /build         | build/out               | true
                    /build         | app/build               | false
                    ./build        | build                   | true
                    a/../build     | build                   | true
                    */temp*        | one/temporary.txt       | true
                    */temp*        | one/two/temporary.txt   | false
                    temp?          | tempa                   | true
                    temp?          | temp                    | false
                    *.md           | README.md               | true
                    *.md           | docs/README.md          | false
                    **/*.md        | README.md               | true
                    **/*.md        | docs/deep/README.md     | true
                    docs/**        | docs                    | false
                    docs/**        | docs/a/b                | true
                    docs/**/x      | docs/x                  | true
                    docs/**/x      | docs/a/b/x              | true
                    docs/**/x      | docs/ax                 | false
                    [a-c]*.txt     | b1.txt                  | true
                    [^a-c]*.txt    | b1.txt                  | false
                    \\*.txt        | *.txt                   | true
                    \\*.txt        | a.txt                   | false
                    .              | anything                | false
                    *              | anything/below          | true
                    .git           | .gitignore              | false
                    a+b            | aab                     | false
                    """)
    void excludes(String pattern, String path, boolean excluded) {
        assertThat(IgnoreRules.parse(".dockerignore", pattern).excludes(path)).isEqualTo(excluded);
    }

    @Test
    void letsTheLastMatchingRuleDecide() {
        IgnoreRules rules = IgnoreRules.parse(".dockerignore", "*.md\n!README*.md\nREADME-secret.md\n");

        assertThat(rules.excludes("NOTES.md")).isTrue();
        assertThat(rules.excludes("README.md")).isFalse();
        assertThat(rules.excludes("README-secret.md")).isTrue();
    }

    @Test
    void keepsExceptionsInsideExcludedDirectories() {
        IgnoreRules rules = IgnoreRules.parse(".dockerignore", "**\n!app/**\n! requirements.txt\n");

        assertThat(rules.excludes("data/model.bin")).isTrue();
        assertThat(rules.excludes("app/main.py")).isFalse();
        assertThat(rules.excludes("requirements.txt")).isFalse();
    }

    @Test
    void skipsCommentsEmptyLinesAndMarksOfWindows() {
        IgnoreRules rules = IgnoreRules.parse(".dockerignore", "\uFEFF# comment\r\n\r\n  secret  \r\n #odd\r\n");

        assertThat(rules.excludes("secret")).isTrue();
        assertThat(rules.excludes("# comment")).isFalse();
        assertThat(rules.excludes("#odd"))
                .as("a comment begins in the first column")
                .isTrue();
    }

    @Test
    void prefersTheDockerfilesOwnIgnoreFile() {
        Map<String, String> files = Map.of(".dockerignore", "a", "gpu.Dockerfile.dockerignore", "b");

        IgnoreRules own = IgnoreRules.find("gpu.Dockerfile", name -> Optional.ofNullable(files.get(name)));
        IgnoreRules shared = IgnoreRules.find("Dockerfile", name -> Optional.ofNullable(files.get(name)));

        assertThat(own.excludes("a")).isFalse();
        assertThat(own.excludes("b")).isTrue();
        assertThat(shared.excludes("a")).isTrue();
        assertThat(IgnoreRules.find("Dockerfile", name -> Optional.empty()).excludes("a"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ok;[a | 2
                    []a] | 1
                    a;b;[c-a] | 3
                    a\\ | 1
                    ! | 1
                    """)
    void saysWhichPatternCannotBeRead(String text, int line) {
        var mistake = catchThrowableOfType(
                DockerfileException.class, () -> IgnoreRules.parse(".dockerignore", text.replace(';', '\n')));

        assertThat(mistake.file()).isEqualTo(".dockerignore");
        assertThat(mistake.line()).isEqualTo(line);
        assertThat(mistake.mend()).isNotBlank();
    }
}
