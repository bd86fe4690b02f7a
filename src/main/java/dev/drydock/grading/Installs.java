package dev.drydock.grading;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Tells which steps of a build installed packages: those whose layer holds what package managers write down about
 * what they installed. Layers of stages that do not end up in the image cannot be looked at; their steps are told by
 * their text.
 */
final class Installs {

    private static final Pattern COMMAND = Pattern.compile(
            "\\b(?:pip3?|pipx|uv|poetry|conda|mamba|micromamba|apt|apt-get|npm)\\b[^|;&]*\\b(?:install|sync|create|ci)\\b");

    private final Function<BuildStep, Optional<Layer>> layers;

    /**
     * A layer of the image.
     *
     * @param files in it
     * @param below what the layers that it lies on hold; looked at only where it matters
     */
    record Layer(List<LayerFile> files, Supplier<ImageFiles> below) {

        /** What is there already, with as many bytes, was only given another owner or mode. */
        boolean bringsRecords() {
            var before = new Memo<>(below);
            return files.stream()
                    .filter(file -> file.kind() == LayerFile.Kind.FILE && isRecord(file.path()))
                    .anyMatch(file -> before.get()
                            .at(file.path())
                            .filter(there -> there.isFile() && there.file().bytes() == file.bytes())
                            .isEmpty());
        }
    }

    /** Python's records of installed distributions (PEP 376), Debian's and conda's. */
    private static boolean isRecord(String path) {
        return path.contains(".dist-info/")
                || path.contains(".egg-info/")
                || path.endsWith(".egg-info")
                || path.equals("/var/lib/dpkg/status")
                || path.startsWith("/var/lib/dpkg/info/")
                || (path.contains("/conda-meta/") && path.endsWith(".json"));
    }

    /**
     * @param layers the layer that a step made, if it is one of the image
     */
    Installs(Function<BuildStep, Optional<Layer>> layers) {
        this.layers = layers;
    }

    List<StepResult> of(BuildOutcome outcome) {
        return outcome.steps().stream()
                .filter(BuildLab::isInstruction)
                .filter(result -> installs(result.step()))
                .toList();
    }

    private boolean installs(BuildStep step) {
        if (!step.position().orElseThrow().keyword().equals("RUN")) {
            return false;
        }
        return layers.apply(step)
                .map(Layer::bringsRecords)
                .orElseGet(() ->
                        COMMAND.matcher(step.position().orElseThrow().text()).find());
    }
}
