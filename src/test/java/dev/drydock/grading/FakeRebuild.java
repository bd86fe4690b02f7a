package dev.drydock.grading;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Image;
import dev.drydock.engine.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rebuild that a test states; it built, and the edit arrived, unless something else is said. */
public final class FakeRebuild {

    private final List<String> edited;
    private BuildOutcome outcome = new BuildOutcome.Built("sha256:1", List.of(), Duration.ofSeconds(1));
    private List<StepResult> installs = List.of();
    private List<StepResult> ranAgain = List.of();
    private Arrival arrival = new Arrival(true, Map.of(), Optional.empty());
    private Optional<Image> image = Optional.empty();
    private Optional<List<String>> requested = Optional.empty();
    private Optional<String> added = Optional.empty();
    private Optional<String> raised = Optional.empty();

    private FakeRebuild(String file) {
        this.edited = List.of(file);
    }

    public static FakeRebuild after(String file) {
        return new FakeRebuild(file);
    }

    public FakeRebuild outcome(BuildOutcome other) {
        outcome = other;
        return this;
    }

    public FakeRebuild installs(StepResult... steps) {
        installs = List.of(steps);
        return this;
    }

    public FakeRebuild ranAgain(StepResult... steps) {
        ranAgain = List.of(steps);
        return this;
    }

    public FakeRebuild arrival(Arrival other) {
        arrival = other;
        return this;
    }

    public FakeRebuild image(Image rebuilt) {
        image = Optional.of(rebuilt);
        return this;
    }

    public FakeRebuild requested(List<String> names) {
        requested = Optional.of(names);
        return this;
    }

    public FakeRebuild added(String requirement) {
        added = Optional.of(requirement);
        return this;
    }

    public FakeRebuild raised(String requirement) {
        raised = Optional.of(requirement);
        return this;
    }

    public Rebuild get() {
        List<StepResult> again = installs.stream().filter(ranAgain::contains).toList();
        return new Rebuild(edited, outcome, installs, again, ranAgain, arrival, image, requested, added, raised);
    }
}
