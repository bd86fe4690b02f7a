package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailBytesTest {

    @ParameterizedTest
    @CsvSource({"'',''", "ab,ab", "abcd,abcd", "abcde,bcde", "ab;cde,bcde", "a;bcdefghi;j,ghij", "abcd;efgh;ij,ghij"})
    void keepsTheLastFour(String pieces, String kept) {
        TailBytes tail = new TailBytes(4);
        for (String piece : pieces.split(";")) {
            tail.append(piece.getBytes(StandardCharsets.US_ASCII), piece.length());
        }

        assertThat(tail.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo(kept);
    }
}
