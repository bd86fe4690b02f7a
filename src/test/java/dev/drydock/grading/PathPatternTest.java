package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/app/app.py, /app/app.py, true",
        "/app/, /app, true",
        "/app, /app/app.py, false",
        "/app/*.py, /app/app.py, true",
        "/app/*.py, /app/src/app.py, false",
        "/app/*, /app/.env, true",
        "/var/lib/apt/lists/*_Packages*, /var/lib/apt/lists/deb.x_main_Packages.lz4, true",
        "/var/lib/apt/lists/*_Packages*, /var/lib/apt/lists/lock, false",
        "/root/.cache/**, /root/.cache/pip/http/a, true",
        "/root/.cache/**, /root/.cache, false",
        "/usr/**/test*, /usr/test1, true",
        "/usr/**/test*, /usr/lib/a/b/tests, true",
        "/usr/**/test*, /usr/lib/a/b/tests/x, false",
        "**/.env, /.env, true",
        "**/.env, /a/b/.env, true",
        "/a*b*c, /aXbXbXc, true",
        "/a*b*c, /aXbXbX, false",
    })
    void starsStandForNames(String pattern, String path, boolean matches) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void whatLiesInAMatchIsCovered() {
        assertThat(PathPattern.of("/app/*cache").covers("/app/.cache/a/b")).isTrue();
        assertThat(PathPattern.of("/app/*cache").covers("/app/src/.cache")).isFalse();
        assertThat(PathPattern.of("/root/.cache").covers("/root/.cache")).isTrue();
    }

    @Test
    void aPlainOneHasNoStars() {
        assertThat(PathPattern.of("/a/b").isPlain()).isTrue();
        assertThat(PathPattern.of("/a/b*").isPlain()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.py", "*", "/", "/a/../b", "/a**/b", "**", ""})
    void whatNamesNothingIsRefused(String written) {
        assertThatThrownBy(() -> PathPattern.of(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noPathTakesLong() {
        assertThat(PathPattern.of("/**/a/**/a/**/a/**/b").matches("/a".repeat(2000)))
                .isFalse();
        assertThat(PathPattern.of("/*a*a*a*a*b").matches("/" + "a".repeat(4000)))
                .isFalse();
    }
}
