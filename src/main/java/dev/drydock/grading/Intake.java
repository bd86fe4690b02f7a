package dev.drydock.grading;

import dev.drydock.content.Exercise;
import dev.drydock.content.Submission;
import dev.drydock.content.SubmissionException;
import dev.drydock.content.SubmittedFiles;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.IgnoreRules;
import dev.drydock.dockerfile.Position;
import dev.drydock.dockerfile.Refusal;
import dev.drydock.dockerfile.Refusals;
import dev.drydock.dockerfile.Span;
import dev.drydock.dockerfile.Stage;
import dev.drydock.sandbox.Base;
import dev.drydock.sandbox.BaseCatalogue;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a submission and decides, without an engine, whether it is built at all. */
public final class Intake {

    /** Characters of a Dockerfile: several times the longest that people write. */
    private static final int LONGEST = 64 * 1024;

    private final BaseCatalogue catalogue;

    public Intake(BaseCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What came of reading a submission. */
    public sealed interface Outcome {

        /**
         * It can be built.
         *
         * @param bases those it builds on
         */
        record Accepted(Submission submission, Dockerfile dockerfile, Set<Base> bases) implements Outcome {}

        /**
         * It is not built; no attempt is used up.
         *
         * @param submission what was read; empty if that was refused already
         */
        record Refused(Verdict.Problem problem, Optional<Submission> submission) implements Outcome {}
    }

    /**
     * @param sources folders and archives laid over each other, later ones win
     * @param replaced files that replace what the sources have, by path
     */
    public Outcome read(Exercise exercise, List<Path> sources, Map<String, byte[]> replaced) {
        try {
            return read(Submission.of(exercise, sources, replaced));
        } catch (SubmissionException refused) {
            return new Outcome.Refused(Verdicts.problem(refused), Optional.empty());
        }
    }

    /** Files that were handed in before. */
    public Outcome read(Exercise exercise, SubmittedFiles files) {
        try {
            return read(Submission.of(exercise, files));
        } catch (SubmissionException refused) {
            return new Outcome.Refused(Verdicts.problem(refused), Optional.empty());
        }
    }

    private Outcome read(Submission submission) {
        try {
            refuseLong(submission);
            Dockerfile dockerfile = DockerfileParser.parse(
                    Submission.DOCKERFILE,
                    submission.text(Submission.DOCKERFILE).orElseThrow());
            IgnoreRules.find(Submission.DOCKERFILE, submission::text);
            List<Refusal> refusals = new Refusals(
                            reference -> catalogue.find(reference).isPresent(),
                            catalogue.bases().stream().map(Base::ref).toList(),
                            Set.of(),
                            Map.of())
                    .of(dockerfile);
            return refusals.isEmpty()
                    ? new Outcome.Accepted(submission, dockerfile, bases(dockerfile))
                    : new Outcome.Refused(Verdicts.problem(refusals.getFirst()), Optional.of(submission));
        } catch (DockerfileException unreadable) {
            return new Outcome.Refused(Verdicts.problem(unreadable), Optional.of(submission));
        }
    }

    private static void refuseLong(Submission submission) {
        int characters = submission.text(Submission.DOCKERFILE).orElse("").length();
        if (characters > LONGEST) {
            var start = new Position(1, 1);
            throw new DockerfileException(
                    Submission.DOCKERFILE,
                    new Span(start, start),
                    "The Dockerfile has " + characters + " characters; at most " + LONGEST + " are graded.",
                    "Keep data and scripts in files of their own and COPY them.");
        }
    }

    private Set<Base> bases(Dockerfile dockerfile) {
        var bases = new LinkedHashSet<Base>();
        dockerfile.stages().stream()
                .filter(Stage::isOnImage)
                .forEach(stage -> catalogue.find(stage.base()).ifPresent(bases::add));
        return bases;
    }
}
