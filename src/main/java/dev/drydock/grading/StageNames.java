package dev.drydock.grading;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives stages names, so that each can be built by itself: BuildKit builds a target by name only, never by number. A name
 * is no part of what BuildKit's cache goes by, so that a stage that was built comes from the cache.
 */
final class StageNames {

    private StageNames() {}

    /**
     * A Dockerfile in which a stage has a name.
     *
     * @param text the Dockerfile
     * @param target by which the stage is built
     */
    record Named(String text, String target) {}

    /**
     * Names a stage that has no name.
     *
     * @param text what the Dockerfile was read from
     * @return empty where the stage cannot be named: another one took its name later
     */
    static Optional<Named> of(Dockerfile dockerfile, String text, Stage stage) {
        if (stage.name().isPresent()) {
            return stage.name()
                    .filter(name -> dockerfile.stage(name).filter(stage::equals).isPresent())
                    .map(name -> new Named(text, name));
        }
        // One that no Dockerfile can have taken beforehand.
        String name = "drydock-stage-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt()) + "-" + stage.index();
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int last = stage.from().lines().end() - 1;
        lines.set(last, lines.get(last).stripTrailing() + " AS " + name);
        return Optional.of(new Named(String.join("\n", lines), name)).filter(named -> isNamed(named, stage));
    }

    private static boolean isNamed(Named named, Stage stage) {
        try {
            Dockerfile read = DockerfileParser.parse("Dockerfile", named.text());
            return read.stages().get(stage.index()).name().equals(Optional.of(named.target()));
        } catch (DockerfileException notThere) {
            return false;
        }
    }
}
