package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.grading.checks.CudaRequirement.Met;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On hosts with driver 525.85.12, which came with CUDA 12.0. */
class CudaRequirementTest {

    private static final CudaDriver DRIVER = new CudaDriver(new DottedVersion("525.85.12"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                      | YES",
                "driver>=525.85.12                       | YES",
                "driver>=525.85.13                       | NO",
                "driver>525.85.12                        | NO",
                "driver<=525.85.12                       | YES",
                "driver=525.85.12                        | YES",
                "driver=525.85                           | NO",
                "driver!=525.85.12                       | NO",
                "driver>=530                             | NO",
                "DRIVER>=450                             | YES",
                "cuda>=11.8                              | YES",
                "cuda>=12.0                              | YES",
                "cuda>=12.1                              | NO",
                "cuda>=11.8,driver>=530                  | NO",
                "cuda>=12.1 driver>=525                  | YES",
                "cuda>=11.8,,driver>=450,                | YES",
                "cuda>=12.1 brand=tesla,driver>=450      | DEPENDS",
                "cuda>=12.1 brand=tesla,driver<451       | NO",
            })
    void isMetAsTheToolkitReadsIt(String text, Met met) {
        assertThat(new CudaRequirement(text).by(DRIVER)).isEqualTo(met);
    }

    /** What the toolkit does not come to, because what is before it holds, it does not mind. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drivers>=450                 | UNREADABLE",
                "driver==525.85.12            | UNREADABLE",
                "driver>=five                 | UNREADABLE",
                "driver>=                     | UNREADABLE",
                "driver                       | UNREADABLE",
                "drivers>=450 cuda>=11.8      | UNREADABLE",
                "cuda>=11.8 drivers>=450      | YES",
                "cuda>=12.1,drivers>=450      | NO",
            })
    void whatCannotBeReadIsRefused(String text, Met met) {
        assertThat(new CudaRequirement(text).by(DRIVER)).isEqualTo(met);
    }
}
