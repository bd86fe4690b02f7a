package dev.drydock.grading;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Image;
import java.util.Optional;

/**
 * The same files built again once time has gone on.
 *
 * @param outcome of that build
 * @param image that it made; empty if it did not build
 */
public record Later(BuildOutcome outcome, Optional<Image> image) {}
