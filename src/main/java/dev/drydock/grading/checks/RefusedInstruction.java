package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The instruction that BuildKit refuses before it runs any step. It names a line when it cannot read the file, and for
 * all else only the value that it does not take: {@code invalid containerPort: five-thousand}.
 */
final class RefusedInstruction {

    private static final Pattern LINE = Pattern.compile("\\bline (\\d{1,6})\\b");
    private static final Pattern QUOTED = Pattern.compile("[\"'`]([^\"'`\\s]{2,200})[\"'`]");
    private static final Pattern LAST_WORD = Pattern.compile(": ([^\\s\"'`:]{2,200})\\s*\\z");

    private RefusedInstruction() {}

    /**
     * Empty unless the words point at exactly one instruction.
     *
     * @param message BuildKit's words
     */
    static Optional<Instruction> in(Dockerfile dockerfile, String message) {
        Matcher line = LINE.matcher(message);
        if (line.find()) {
            int number = Integer.parseInt(line.group(1));
            return all(dockerfile)
                    .filter(instruction -> instruction.lines().start() <= number
                            && number <= instruction.lines().end())
                    .findFirst();
        }
        return Stream.of(QUOTED, LAST_WORD)
                .flatMap(pattern -> pattern.matcher(message).results())
                .map(found -> only(dockerfile, found.group(1)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Instruction> only(Dockerfile dockerfile, String value) {
        Pattern whole = Pattern.compile("(?<![\\w.-])" + Pattern.quote(value) + "(?![\\w-])");
        List<Instruction> naming = all(dockerfile)
                .filter(instruction ->
                        whole.matcher(instruction.source().toString()).find())
                .limit(2)
                .toList();
        return naming.size() == 1 ? Optional.of(naming.getFirst()) : Optional.empty();
    }

    private static Stream<Instruction> all(Dockerfile dockerfile) {
        return Stream.concat(
                dockerfile.globalArgs().stream(),
                dockerfile.stages().stream()
                        .flatMap(stage -> Stream.concat(Stream.of(stage.from()), stage.instructions().stream())));
    }
}
