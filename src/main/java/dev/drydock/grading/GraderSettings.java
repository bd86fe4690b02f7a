package dev.drydock.grading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** What {@code grader.yaml} says. */
record GraderSettings(
        @Key(value = "Version of this file format.", min = 1, max = 1)
        int schemaVersion,

        @Key(value = "Name of the grader's folder.", pattern = ID, patternMeans = ID_MEANS)
        String id,

        @Key(value = "Title for instructors.", min = 1, max = 80)
        String title,

        @Key(value = "The checks, in the order in which learners see them.", min = 1)
        List<CheckSettings> checks) {

    static final String ID = "[a-z0-9]+(?:-[a-z0-9]+)*";
    static final String ID_MEANS = "lower-case letters, digits and single dashes, such as runs-as-app";

    /** One check. */
    record CheckSettings(
            @Key(value = "Name of the check in this grader.", pattern = ID, patternMeans = ID_MEANS)
            String id,

            @Key("What is observed, such as user.nonRoot.") String kind,

            @Key(value = "What holds when it passes, as a sentence for learners.", min = 1, max = 120)
            String title,

            @Key(value = "Points for passing it.", min = 1, max = 1000)
            int points,

            @Key(value = "What to try when it fails; the kind's own hint if left out.", min = 1)
            Optional<String> hint,

            @Key(value = "Lesson that explains it; the kind's own if left out.", min = 1)
            Optional<String> lesson,

            @Key(value = "Ids of checks that have to hold before this one is tried.", optional = true)
            List<String> needs,

            @Key("Whether learners see only that there is a check, and whether it passed; false if left out.")
            Optional<Boolean> hidden,

            @Key("Parameters of the kind.") Optional<JsonNode> with) {}
}
