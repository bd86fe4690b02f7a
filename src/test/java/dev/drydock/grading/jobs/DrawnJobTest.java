package dev.drydock.grading.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.BatchJob;
import dev.drydock.content.BatchJob.Draw;
import dev.drydock.content.BatchJob.GivenFile;
import dev.drydock.content.BatchJob.Replacement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawnJobTest {

    private static final BatchJob JOB = new BatchJob(
            "training",
            List.of("--epochs", "{epochs}", "--set={x}"),
            Optional.of(Map.of("EPOCHS", "{epochs}")),
            List.of(
                    new Draw("epochs", 3, 5, Optional.empty(), Optional.empty(), Optional.empty()),
                    new Draw("rate", 0.1, 0.2, Optional.of(3), Optional.empty(), Optional.empty()),
                    new Draw("points", -1, 1, Optional.of(1), Optional.of(4), Optional.of(2))),
            List.of(
                    new GivenFile("/data/{epochs}.json", Optional.of("{points}"), Optional.empty(), List.of()),
                    new GivenFile(
                            "/app/train.py",
                            Optional.empty(),
                            Optional.of("train.py"),
                            List.of(new Replacement("rate=0.05", "rate={rate}")))),
            List.of("/output/model.json", "/output/kept-{epochs}.json"),
            Optional.empty());

    private static DrawnJob draw(long seed) {
        return DrawnJob.of(JOB, name -> "def step(rate=0.05): f\"{rate}\"\n", new Random(seed));
    }

    @Test
    void whatIsDrawnIsTheSameWhereverItsNameStands() {
        DrawnJob drawn = draw(1);

        String epochs = drawn.arguments().get(1);
        assertThat(Integer.parseInt(epochs)).isBetween(3, 5);
        assertThat(drawn.environment()).containsExactly(Map.entry("EPOCHS", epochs));
        assertThat(drawn.results()).containsExactly("/output/model.json", "/output/kept-" + epochs + ".json");
        assertThat(drawn.files()).containsKey("/data/" + epochs + ".json");
        assertThat(drawn.files().get("/data/" + epochs + ".json")).matches("\\[(\\[-?[01]\\.\\d,-?[01]\\.\\d],?){4}]");
    }

    @Test
    void aFileOfTheContextIsChangedWhereItSaysAndNowhereElse() {
        assertThat(draw(1).files().get("/app/train.py")).matches("def step\\(rate=0\\.[12]\\d\\d\\): f\"\\{rate}\"\n");
    }

    @Test
    void bracesAroundWhatIsNotDrawnStay() {
        assertThat(draw(1).arguments().getLast()).isEqualTo("--set={x}");
    }

    @Test
    void everyLotComesUpAndTheGreatestAmongThem() {
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            seen.add(draw(seed).arguments().get(1));
        }
        assertThat(seen).containsExactlyInAnyOrder("3", "4", "5");
    }
}
