package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsListeningTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\n");

    @Test
    void allInterfacesPassInBothFamilies() {
        assertThat(judge(seen.listening("0.0.0.0", 5000)).status()).isEqualTo(Status.PASSED);
        Finding six = judge(FakeObservations.of("FROM x\n")
                .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ZERO))
                .listening("::", 5000));
        assertThat(six.status()).isEqualTo(Status.PASSED);
        assertThat(six.actual()).isEqualTo("listening: [::]:5000");
    }

    @Test
    void theServiceIsGivenItsStartUpTimeFirst() {
        judge(seen);
        assertThat(seen.settled).containsEntry(5000, seen.startupTime());
    }

    @Test
    void loopbackFails() {
        Finding finding = judge(seen.listening("127.0.0.1", 5000));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("listening: 127.0.0.1:5000");
        assertThat(finding.message()).contains("nobody outside");
    }

    @Test
    void theAddressThatTheContainerHappensToHaveIsNotSaidToBeOutOfReach() {
        Finding finding = judge(seen.listening("10.214.0.2", 5000));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("happens to have").doesNotContain("nobody outside");
    }

    @Test
    void theStartOfAServerThatWasToldTheAddressIsBlamed() {
        var started = FakeObservations.of("FROM x\nCMD [\"uvicorn\", \"--host\", \"::1\"]\nEXPOSE 5000\n");
        Finding finding = judge(started.process(0, "python3", "/usr/local/bin/uvicorn", "--host", "::1")
                .listening("::1", 5000));
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aVariableWithTheAddressIsBlamed() {
        var set = FakeObservations.of("FROM x\nENV HOST=127.0.0.1\nCMD [\"python\", \"app.py\"]\n")
                .environment("HOST", "127.0.0.1");
        Finding finding = judge(set.process(0, "python", "app.py").listening("127.0.0.1", 5000));
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whatTheProgramItselfMayHoldIsBlamedOnNoLine() {
        var code = FakeObservations.of("FROM x\nCMD [\"python\", \"app.py\"]\n");
        assertThat(judge(code.process(0, "python", "app.py").listening("127.0.0.1", 5000))
                        .lines())
                .isEmpty();
    }

    @Test
    void anotherPortFails() {
        Finding finding = judge(seen.listening("0.0.0.0", 8000));
        assertThat(finding.actual()).isEqualTo("listening: 0.0.0.0:8000");
        assertThat(finding.message()).contains("port 8000").contains("port 5000");
    }

    @Test
    void nothingFails() {
        assertThat(judge(seen).actual()).isEqualTo("nothing listens");
    }

    private static Finding judge(FakeObservations seen) {
        return new PortsListening().judge(new PortsListening.Parameters(5000), seen);
    }

    private static FakeObservations forVersionSix(HttpReply reply) {
        return FakeObservations.of("FROM x\nENV PORT=5000\nCMD [\"uvicorn\", \"--host\", \"::\"]\n")
                .environment("PORT", "5000")
                .process(0, "python3", "/usr/local/bin/uvicorn", "--host", "::")
                .listening("::", 5000)
                .replying(reply);
    }

    @Test
    void aSocketForVersionSixAloneFailsAtTheStartOfTheServer() {
        Finding finding = judge(forVersionSix(new HttpReply.NoAnswer("connection refused on port 5000")));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.certain()).as("it may only have been late").isFalse();
        assertThat(finding.message()).contains("for IPv6 alone");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void whatAcceptsAndIsSilentListensThere() {
        assertThat(judge(forVersionSix(new HttpReply.NoAnswer("no complete answer within 10 seconds")))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void aSocketOfEachFamilyPasses() {
        assertThat(judge(seen.listening("::", 5000).listening("0.0.0.0", 5000)).status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void theRightPortIsNotBlamedForAWrongAddress() {
        var set = FakeObservations.of("FROM x\nENV PORT=5000\nCMD [\"uvicorn\", \"--port\", \"5000\"]\n")
                .environment("PORT", "5000");
        Finding finding = judge(set.process(0, "python3", "/usr/local/bin/uvicorn", "--port", "5000")
                .listening("127.0.0.1", 5000));
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void ofEntryPointAndCommandTheOneThatNamesTheAddressIsBlamed() {
        var started = FakeObservations.of(
                "FROM x\nENTRYPOINT [\"uvicorn\", \"--host\", \"127.0.0.1\"]\nCMD [\"--port\", \"5000\"]\n");
        Finding finding = judge(started.process(0, "python3", "/bin/uvicorn", "--host", "127.0.0.1", "--port", "5000")
                .listening("127.0.0.1", 5000));
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }
}
