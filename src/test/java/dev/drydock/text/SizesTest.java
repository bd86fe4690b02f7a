package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1 KiB",
        "16777216, 16 MiB",
        "2952790016, 2.75 GiB",
        "1200, 1.17 KiB"
    })
    void usesTheLargestUnitOfWhichThereIsOne(long bytes, String text) {
        assertThat(Sizes.binary(bytes)).isEqualTo(text);
    }
}
