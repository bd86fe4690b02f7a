package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidExposeTest {

    private final RuleTester rule = new RuleTester(new InvalidExpose());

    @Test
    void marksWhatIsNoPort() {
        assertThat(
                        rule.marked(
                                "FROM a\nexpose http 0 65536 \\\n  8000/icmp 9000-8000\nONBUILD EXPOSE -1\nARG P=x\nEXPOSE $P 80000000000"))
                .containsExactly("http", "0", "65536", "8000/icmp", "9000-8000", "-1", "$P", "80000000000");
    }

    @Test
    void saysThatPublishingIsDoneByRun() {
        assertThat(rule.findings("FROM a\nEXPOSE 8080:80")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("publishes nothing");
            assertThat(finding.mend()).contains("EXPOSE 80,", "docker run -p 8080:80");
        });
    }

    @Test
    void readsAddressesAsMappings() {
        assertThat(rule.findings("FROM a\nEXPOSE 127.0.0.1:8080:80/tcp"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("publishes nothing");
                    assertThat(finding.mend()).contains("EXPOSE 80/tcp,");
                });
    }

    @Test
    void separatesBySpaces() {
        assertThat(rule.findings("FROM a\nEXPOSE 8000, 8001")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("\"8000,\"");
            assertThat(finding.mend()).contains("EXPOSE 8000");
        });
    }

    @Test
    void readsNoCommentBehindPorts() {
        assertThat(rule.findings("FROM a\nEXPOSE 8000 # the model server"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("comment");
                    assertThat(finding.mend()).contains("line of its own");
                });
    }

    @Test
    void turnsRangesAround() {
        assertThat(rule.findings("FROM a\nEXPOSE 9000-8000")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isNotEmpty();
            assertThat(finding.mend()).contains("lower port");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPOSE 1 65535",
                "EXPOSE 8000/tcp 8000/UDP 9/sctp",
                "EXPOSE 8000-8010/tcp",
                "EXPOSE \"8000\"",
                "EXPOSE $PORT ${PORT}/udp",
                "EXPOSE $UNKNOWN",
                "ENV BOTH=\"80 443\"\nEXPOSE $BOTH",
                "ONBUILD EXPOSE $P"
            })
    void acceptsPorts(String text) {
        rule.accepts("FROM a\nARG PORT=8000\n" + text);
    }
}
