package dev.drydock.lint;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Scope;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Word;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Substitutes the variables of a file where rules look at values. */
final class Resolution {

    private static final Set<String> KEYWORDS = Set.of("ADD", "ENV", "EXPOSE", "USER", "WORKDIR");

    private Resolution() {}

    /** By identity, one value for each word. */
    static Map<Instruction, List<Optional<String>>> of(Dockerfile dockerfile) {
        var resolved = new IdentityHashMap<Instruction, List<Optional<String>>>();
        Scope scope = Scope.of(dockerfile);
        for (Stage stage : dockerfile.stages()) {
            scope.enter(stage);
            for (Instruction instruction : stage.instructions()) {
                Instruction effective = instruction.trigger().orElse(instruction);
                if (KEYWORDS.contains(effective.keyword())) {
                    boolean later = instruction.trigger().isPresent();
                    resolved.put(
                            effective,
                            effective.words().stream()
                                    .map(word -> value(word, later, scope))
                                    .toList());
                }
                scope.add(instruction);
            }
        }
        return resolved;
    }

    /** What ONBUILD holds is substituted in another stage, whose variables are not known here. */
    private static Optional<String> value(Word word, boolean later, Scope scope) {
        return later && word.text().contains("$") ? Optional.empty() : scope.resolve(word.text());
    }
}
