package dev.drydock.grading.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final String MODEL = "{\"epoch\": 7, \"model\": [1.25, -0.5], \"unit\": \"cpu\"}";

    private static String at(String found) {
        return Difference.between(MODEL, found).map(Difference::at).orElse("none");
    }

    @Test
    void orderOfKeysBlanksAndTheLastDigitsAreNoDifference() {
        assertThat(at("{\"unit\":\"cpu\",\"model\":[1.2500000001,-0.5],\"epoch\":7.0}"))
                .isEqualTo("none");
    }

    @Test
    void theFirstPlaceThatDiffersIsNamed() {
        assertThat(at(MODEL.replace("1.25", "1.2501"))).isEqualTo("/model/0");
        assertThat(at(MODEL.replace("7", "200"))).isEqualTo("/epoch");
        assertThat(at(MODEL.replace("cpu", "gpu"))).isEqualTo("/unit");
        assertThat(at(MODEL.replace("7", "\"7\""))).isEqualTo("/epoch");
    }

    @Test
    void whatIsMissingOrTooMuchDiffers() {
        assertThat(at("{\"epoch\": 7, \"model\": [1.25], \"unit\": \"cpu\"}")).isEqualTo("/model");
        assertThat(at("{\"epoch\": 7, \"model\": [1.25, -0.5], \"device\": \"cpu\"}"))
                .isEqualTo("/unit");
        assertThat(at("{\"epoch\": 7}")).isEmpty();
    }

    @Test
    void whatIsNoJsonDiffers() {
        assertThat(at("trained")).isEmpty();
        assertThat(at("")).isEmpty();
        assertThat(at(MODEL + MODEL)).isEmpty();
        assertThat(at("[".repeat(5000))).isEmpty();
    }

    @Test
    void aNumberThatIsNoneDiffers() {
        assertThat(Difference.between("1", "1e999")).isPresent();
    }
}
