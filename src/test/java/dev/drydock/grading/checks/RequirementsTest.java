package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.checks.Requirements.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementsTest {

    @ParameterizedTest
    @CsvSource({
        "flask==2.2.2, flask, 2.2.2",
        "Flask == 2.2.2  # why, flask, 2.2.2",
        "uvicorn[standard]==0.17.6 ; python_version > '3', uvicorn, 0.17.6",
        "scikit_learn==1.2.1 --hash=sha256:aa, scikit-learn, 1.2.1",
        "numpy===1.24.2, numpy, 1.24.2",
        "flask==2.2.*, flask,",
        "flask>=2.2.2, flask,",
        "flask~=2.2, flask,",
        "flask, flask,",
        "'markupsafe==2.1.2;platform_machine == \"amd64\"', markupsafe, 2.1.2",
    })
    void readsALine(String line, String name, @Nullable String version) {
        assertThat(Requirements.read("r.txt", line.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(new Entry("r.txt", 1, name, Optional.ofNullable(version), line.contains(";")));
    }

    @Test
    void passesOverCommentsAndOptions() {
        byte[] list = "# flask\n--no-deps\n-r other.txt\n\nsix\n".getBytes(StandardCharsets.UTF_8);

        assertThat(Requirements.read("r.txt", list))
                .containsExactly(new Entry("r.txt", 5, "six", Optional.empty(), false));
    }

    @Test
    void aLineThatARemarkGoesOnWithDoesNotHold() {
        String list = """
                scipy==1.10.1  # \\
                joblib==1.2.0
                # of all \\
                six==1.16.0
                flask==2.2.2 \\
                --hash=sha256:aa
                """;

        assertThat(Requirements.read("r.txt", list.getBytes(StandardCharsets.UTF_8)))
                .extracting(Entry::name, Entry::holds)
                .containsExactly(
                        Tuple.tuple("scipy", true),
                        Tuple.tuple("joblib", false),
                        Tuple.tuple("six", true),
                        Tuple.tuple("flask", true));
    }

    @Test
    void readsListsThatEnterTheBuildAndPrefersWhatIsOpen() {
        var seen = FakeObservations.of("FROM x\n")
                .sending("requirements.txt", 20)
                .given("requirements.txt", "six==1.16.0\n")
                .sending("ci/requirements-dev.in", 20)
                .given("ci/requirements-dev.in", "six\n")
                .sending("notes.txt", 20)
                .given("notes.txt", "pytest\n");

        Requirements requirements = Requirements.of(seen);

        assertThat(requirements.entries()).extracting(Entry::name).containsOnly("six");
        assertThat(requirements.named("six"))
                .contains(new Entry("ci/requirements-dev.in", 1, "six", Optional.empty(), false));
        assertThat(requirements.named("pytest")).isEmpty();
        assertThat(List.copyOf(requirements.entries())).hasSize(2);
    }
}
