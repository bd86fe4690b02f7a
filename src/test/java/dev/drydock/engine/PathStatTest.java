package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PathStatTest {

    private static String head(String stat) {
        return "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nX-Docker-Container-Path-Stat: "
                + Base64.getEncoder().encodeToString(stat.getBytes(StandardCharsets.UTF_8))
                + "\r\n\r\n";
    }

    @Test
    void aPlainFileIsRegularWhateverItsPermissions() {
        PathStat stat = PathStat.of(head("{\"name\": \"r\", \"size\": 1099511627776, \"mode\": 420}"))
                .orElseThrow();
        assertThat(stat.size()).isEqualTo(1L << 40);
        assertThat(stat.isRegular()).isTrue();
    }

    @Test
    void foldersLinksAndPipesAreNot() {
        for (long mode : new long[] {(1L << 31) | 493, (1L << 27) | 511, (1L << 25) | 420}) {
            assertThat(PathStat.of(head("{\"size\": 1, \"mode\": " + mode + "}"))
                            .orElseThrow()
                            .isRegular())
                    .isFalse();
        }
    }

    @Test
    void aRefusalTellsNothing() {
        assertThat(PathStat.of("HTTP/1.1 404 Not Found\r\n\r\n")).isEmpty();
    }

    @Test
    void whatIsNoJsonIsTheEnginesFault() {
        assertThatThrownBy(() -> PathStat.of("X-Docker-Container-Path-Stat: !!\r\n"))
                .isInstanceOf(EngineException.class);
    }
}
