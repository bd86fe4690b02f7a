package dev.drydock.grading;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;

/** Has tiny submissions really built and run in a sandbox, for tests of what checks make of them. */
public final class RealImages {

    private RealImages() {}

    /**
     * What to build.
     *
     * @param dockerfile of the submission
     * @param files of the build context besides the Dockerfile, by path
     * @param edits names of edits, each with the file that gets a comment with a nonce, as in {@code exercise.yaml}
     * @param reference the Dockerfile of the reference solution, built with the same files
     * @param startupTime that the service is given
     */
    public record Submission(
            String dockerfile,
            Map<String, String> files,
            Map<String, String> edits,
            String reference,
            Duration startupTime) {

        public Submission {
            files = Map.copyOf(files);
            edits = Map.copyOf(edits);
        }

        /** A submission that is its own reference. */
        public static Submission of(String dockerfile) {
            return new Submission(dockerfile, Map.of(), Map.of(), dockerfile, Duration.ofSeconds(5));
        }

        public Submission file(String path, String text) {
            var more = new HashMap<>(files);
            more.put(path, text);
            return new Submission(dockerfile, more, edits, reference, startupTime);
        }

        public Submission edit(String name, String file) {
            var more = new HashMap<>(edits);
            more.put(name, file);
            return new Submission(dockerfile, files, more, reference, startupTime);
        }

        public Submission reference(String other) {
            return new Submission(dockerfile, files, edits, other, startupTime);
        }
    }

    /** Gives the observations of the submission to the judge, in a sandbox that is emptied afterwards. */
    public static <T> T observe(Submission submission, Function<Observations, T> judge) {
        return Assumptions.abort("observations of real images come with the sandbox pool");
    }
}
