package dev.drydock.lint.rules;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Stage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of a file's stages, as COPY and mounts look them up: whatever their case, and the last of a name. */
final class StageNames {

    private final Map<String, Stage> byName = new HashMap<>();
    private final Suggestions suggestions = new Suggestions();

    StageNames(Dockerfile dockerfile) {
        dockerfile.stages().forEach(stage -> stage.name().ifPresent(name -> byName.put(name, stage)));
    }

    Optional<Stage> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The stage that a name which is none probably means, where it can hardly mean an image. */
    Optional<String> meantBy(String name) {
        return find(name).isEmpty() && ImageName.of(name).couldBeStage()
                ? suggestions.nearest(name.toLowerCase(Locale.ROOT), byName.keySet())
                : Optional.empty();
    }
}
