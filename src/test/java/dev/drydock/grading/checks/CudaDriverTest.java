package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaDriverTest {

    /** Errata E29: a newer driver runs older CUDA; within a major version a newer one runs with limits. */
    @ParameterizedTest
    @CsvSource({
        "525.85.12, 11.8.89, FULL",
        "525.85.12, 12.0, FULL",
        "525.85.12, 12.1, LIMITED",
        "525.60.12, 12.1, NONE",
        "515.105.01, 12.1, NONE",
        "515.105.01, 11.8, LIMITED",
        "450.80.02, 11.8, LIMITED",
        "450.80.01, 11.8, NONE",
        "535.1, 12.2.140, FULL",
        "580.65.06, 12.9, FULL",
        "570.1, 13.0, NONE",
        "580, 13.1, LIMITED",
        "418.39, 11.0, NONE",
    })
    void knowsWhichCudaRunsOnWhichDriver(String driver, String cuda, CudaDriver.Fit fit) {
        assertThat(new CudaDriver(new DottedVersion(driver)).fit(new DottedVersion(cuda)))
                .isEqualTo(fit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cuda>=11.8; 525.85.12; YES
            cuda>=11.8; 515.1; NO
            cuda>=12.1 brand=tesla,driver>=525,driver<526; 525.85.12; DEPENDS
            cuda>=12.1 driver>=525,driver<526; 525.85.12; YES
            cuda>=12.1 brand=tesla,driver>=515,driver<516; 525.85.12; NO
            ''; 418; YES
            nonsense; 525.85.12; UNREADABLE
            """)
    void readsWhatImagesDemand(String text, String driver, CudaRequirement.Met met) {
        assertThat(new CudaRequirement(text).by(new CudaDriver(new DottedVersion(driver))))
                .isEqualTo(met);
    }
}
