package dev.drydock.grading;

import dev.drydock.engine.StepResult;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A step of the first build that puts packages into its stage: installs them, collects them as archives, or copies them.
 *
 * @param step RUN, COPY or ADD
 * @param layer index of its layer in the final image; empty for a step of a stage that is not in it
 * @param records paths of the files by which the packages are known
 */
public record Install(StepResult step, OptionalInt layer, List<String> records) {

    public Install {
        records = List.copyOf(records);
    }

    /** Whether it makes packages out of what it fetches or builds, and does not only lay down what is there. */
    public boolean isRun() {
        return step.step().position().filter(at -> at.keyword().equals("RUN")).isPresent();
    }

    /** Folders or files that describe Python distributions, such as {@code …/flask-2.2.2.dist-info}. */
    public Stream<String> distributions() {
        return records.stream()
                .flatMap(path -> PackageRecords.distribution(path).stream())
                .distinct();
    }
}
