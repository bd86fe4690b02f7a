package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.HereDocument;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.dockerfile.SourceText;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a word stands in a Dockerfile, be it in a script that it holds. */
final class Mention {

    private Mention() {}

    /** The last place among the stages that the final image is made of. */
    static Optional<Lines> last(Dockerfile dockerfile, String word) {
        return dockerfile.finalChain().stream()
                .flatMap(stage -> stage.instructions().reversed().stream())
                .flatMap(Mention::texts)
                .flatMap(text -> in(text, word).stream())
                .findFirst();
    }

    private static Stream<SourceText> texts(Instruction instruction) {
        return Stream.concat(
                instruction.heredocs().reversed().stream().map(HereDocument::content), Stream.of(instruction.source()));
    }

    private static Optional<Lines> in(SourceText text, String word) {
        int at = text.toString().lastIndexOf(word);
        return at < 0
                ? Optional.empty()
                : Optional.of(text.slice(at, at + word.length()).span().lines());
    }
}
