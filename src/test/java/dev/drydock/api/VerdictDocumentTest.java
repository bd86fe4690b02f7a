package dev.drydock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.people.Role;
import dev.drydock.people.Visitor;
import org.junit.jupiter.api.Test;

class VerdictDocumentTest {

    private static final Visitor LEARNER = new Visitor("ann", Role.LEARNER);

    private static String verdict(String more) {
        return """
                {"schemaVersion":1,"exercise":"first","outcome":"failed","score":0,"maxScore":3,"checks":[
                 {"id":"user","kind":"user.nonRoot","title":"Not root","status":"failed","points":0,"maxPoints":3,
                  "message":"It is root.","lines":[]%s}],"findings":[],
                 "timings":{"queuedMillis":0,"buildMillis":1,"rebuildMillis":0,"runMillis":0,"totalMillis":1},
                 "provenance":{"drydock":"0","grader":"g","bases":[]}}""".formatted(more);
    }

    @Test
    void isLeftAsItWasMade() {
        assertThat(VerdictDocument.shown(verdict(""), LEARNER)).isEqualTo(verdict(""));
    }

    @Test
    void learnersAreNotToldWhatHiddenChecksLookAt() {
        String hidden = verdict(",\"hidden\":true");
        assertThat(VerdictDocument.shown(hidden, LEARNER))
                .contains("\"maxPoints\": 3")
                .doesNotContain("user.nonRoot", "Not root", "It is root");
        assertThat(VerdictDocument.shown(hidden, new Visitor("ina", Role.INSTRUCTOR)))
                .isEqualTo(hidden);
    }
}
