package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextIgnoredTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCOPY . .\n")
            .sending("app.py", 1)
            .sending("config/.env", 1)
            .sending(".git/objects/ab/cd", 1);

    @Test
    void patternsMeanWhatDockerignoreMeans() {
        assertThat(judge(".env", "*.ipynb").status()).isEqualTo(Status.PASSED);
        Finding nested = judge("**/.env");
        assertThat(nested.status()).isEqualTo(Status.FAILED);
        assertThat(nested.actual()).isEqualTo("1 file enters: config/.env");
        assertThat(judge(".git").actual()).isEqualTo("1 file enters: .git/objects/ab/cd");
        assertThat(judge("config/*", "!config/.env").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void manyAreCounted() {
        IntStream.range(0, 9).forEach(i -> seen.sending("cache/" + i, 1));
        assertThat(judge("cache/**").actual())
                .isEqualTo("9 files enter: cache/0, cache/1, cache/2, cache/3, cache/4 and 4 more");
    }

    @Test
    void aPatternThatCannotBeReadIsTheAuthorsFault() {
        assertThatThrownBy(() -> judge("[a")).hasMessageContaining("cannot be read");
    }

    private Finding judge(String... paths) {
        return new ContextIgnored().judge(new ContextIgnored.Parameters(List.of(paths)), seen);
    }
}
