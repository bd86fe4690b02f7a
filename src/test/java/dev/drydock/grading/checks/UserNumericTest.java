package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserNumericTest {

    private static Finding judge(String declared, int uid) {
        return new UserNumeric()
                .judge(
                        new UserNumeric.Parameters(),
                        FakeObservations.of("FROM x\nUSER app\n").user(declared).process(uid, "python"));
    }

    @ParameterizedTest
    @CsvSource({"10001, 10001", "10001:0, 10001", "010001, 10001"})
    void aNumberThatTheServiceRunsWithPasses(String declared, int uid) {
        assertThat(judge(declared, uid).status()).isEqualTo(Status.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "app, 10001, cannot tell who this user is",
        "0, 0, runs as root: ",
        "'', 0, declares no USER",
        "10001, 1000, does not run with the user",
        "app:1000, 1000, cannot tell who this user is"
    })
    void anythingElseFailsAtUser(String declared, int uid, String why) {
        Finding finding = judge(declared, uid);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(finding.message()).contains(why.strip());
    }
}
