package dev.drydock.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drydock.grading.Verdict;
import dev.drydock.grading.VerdictJson;
import dev.drydock.people.Visitor;

/** A stored verdict as somebody may see it. */
final class VerdictDocument {

    private VerdictDocument() {}

    /** Byte by byte as it was made, unless it says of hidden checks what a learner is not to know. */
    static String shown(String document, Visitor visitor) {
        if (visitor.seesEverything()) {
            return document;
        }
        try {
            Verdict verdict = VerdictJson.read(document);
            Verdict shown = verdict.forLearners();
            return shown.equals(verdict) ? document : VerdictJson.write(shown);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored verdict cannot be read", broken);
        }
    }
}
