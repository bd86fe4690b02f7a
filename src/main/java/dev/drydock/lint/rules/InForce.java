package dev.drydock.lint.rules;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.LintedDockerfile;
import java.util.ArrayList;
import java.util.function.BiFunction;

/** Follows what instructions set for those below them, also through FROM an earlier stage. */
final class InForce {

    private InForce() {}

    /**
     * Shows every instruction together with what those above it left in force.
     *
     * @param initial what is in force above everything
     * @param next what is in force below an instruction, from what is in force above it
     */
    static <T> void walk(
            LintedDockerfile file, T initial, BiFunction<T, Instruction, T> next, Visitor<? super T> visitor) {
        var ends = new ArrayList<T>();
        for (Stage stage : file.stages()) {
            T state = stage.baseStage().isPresent() ? ends.get(stage.baseStage().getAsInt()) : initial;
            for (Instruction instruction : LintedDockerfile.effective(stage).toList()) {
                visitor.visit(stage, instruction, state);
                state = next.apply(state, instruction);
            }
            ends.add(state);
        }
    }

    /** Looks at one instruction. */
    interface Visitor<T> {
        void visit(Stage stage, Instruction instruction, T above);
    }
}
