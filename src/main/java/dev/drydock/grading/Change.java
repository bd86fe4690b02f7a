package dev.drydock.grading;

import dev.drydock.content.Edit;
import java.util.List;
import java.util.Optional;

/**
 * What a rebuild changes in the context.
 *
 * @param original the edited file as it was handed in; do not change it
 * @param content of that file after the edit; do not change it
 * @param word that is new in it
 * @param additions files that come besides
 * @param added the requirement that is added to a list
 * @param raised the requirement that takes the place of an older version
 */
record Change(
        byte[] original,
        byte[] content,
        String word,
        List<Edit.Added> additions,
        Optional<String> added,
        Optional<String> raised) {

    Change {
        additions = List.copyOf(additions);
    }

    /** A change of a file as its edit says. */
    static Change by(Edit edit, byte[] original, String word, Optional<String> added, Optional<String> raised) {
        byte[] list = raised.map(newer -> Edit.raised(original, newer)).orElse(original);
        return new Change(original, edit.apply(list, word), word, edit.additions(word), added, raised);
    }

    /** A list in which one requirement has another version, and nothing else is changed. */
    static Change raising(byte[] original, String newer) {
        return new Change(
                original, Edit.raised(original, newer), newer, List.of(), Optional.empty(), Optional.of(newer));
    }
}
