package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcFsTest {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

    @Test
    void findsListeningSockets() throws UnknownHostException {
        String table = HEAD
                + "   0: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1\n"
                + "   1: 0100007F:1389 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 2 1\n"
                + "   2: 0B00007F:A0F1 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 3 1\n"
                + "   3: 0200D60A:1F40 0100D60A:C350 01 00000000:00000000 00:00000000 00000000  1000        0 4 1\n";

        assertThat(ProcFs.listening(table))
                .containsExactly(
                        new ListeningSocket(InetAddress.getByName("0.0.0.0"), 8000),
                        new ListeningSocket(InetAddress.getByName("127.0.0.1"), 5001));
    }

    @Test
    void readsIpv6AndMappedAddresses() throws UnknownHostException {
        String rest = " 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 1\n";
        String table = HEAD
                + "   0: 00000000000000000000000000000000:0050" + rest
                + "   1: 00000000000000000000000001000000:0051" + rest
                + "   2: 0000000000000000FFFF00000200D60A:0052" + rest
                + "   3: 0000000000000000FFFF000000000000:0053" + rest;

        assertThat(ProcFs.listening(table))
                .containsExactly(
                        new ListeningSocket(InetAddress.getByName("::"), 80),
                        new ListeningSocket(InetAddress.getByName("::1"), 81),
                        new ListeningSocket(InetAddress.getByName("10.214.0.2"), 82),
                        new ListeningSocket(InetAddress.getByName("0.0.0.0"), 83));
        assertThat(ProcFs.listening(table))
                .extracting(ListeningSocket::onAllInterfaces)
                .containsExactly(true, false, false, true);
    }

    @Test
    void takesTheEffectiveId() {
        String status = "Name:\tx\nUid:\t100000\t101000\t102000\t103000\nGid:\t1\t2\t3\t4\n";

        assertThat(ProcFs.effectiveId(status, "Uid")).isEqualTo(101000);
        assertThat(ProcFs.effectiveId(status, "Gid")).isEqualTo(2);
    }

    @Test
    void translatesIdsIntoTheNamespace() {
        String map = "         0     100000      65536\n     70000        500          2\n";

        assertThat(ProcFs.inside(map, 100000)).isZero();
        assertThat(ProcFs.inside(map, 101000)).isEqualTo(1000);
        assertThat(ProcFs.inside(map, 501)).isEqualTo(70001);
        assertThat(ProcFs.inside(map, 0)).isEqualTo(65534);
        assertThat(ProcFs.inside("0 0 4294967295\n", 1234)).isEqualTo(1234);
    }

    @Test
    void splitsTextsAtNul() {
        assertThat(ProcFs.texts("python\0-c\0\0a\nb\0".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(List.of("python", "-c", "", "a\nb"));
        assertThat(ProcFs.texts("renamed process".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("renamed process");
        assertThat(ProcFs.texts(new byte[0])).isEmpty();
    }

    @Test
    void readsTheEnvironment() {
        assertThat(ProcFs.environment("A=1=2\0B=\0=odd\0junk\0A=3\0".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Map.of("A", "1=2", "B", ""));
    }
}
