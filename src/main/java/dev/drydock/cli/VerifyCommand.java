package dev.drydock.cli;

import dev.drydock.content.review.ContentReview;
import dev.drydock.grading.Check;
import dev.drydock.grading.Checks;
import dev.drydock.grading.LessonLinks;
import dev.drydock.sandbox.Home;
import dev.drydock.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code drydock verify}: what is wrong with the content. */
@Command(
        name = "verify",
        description = {
            "Reads all lessons, quizzes, exercises and graders, and says what is wrong with them, by file and line.",
            "Exit status: 0 nothing, 1 something."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Path root = Home.fromEnvironment().root();
        Checks checks = Checks.installed();
        Set<String> kinds = checks.all().stream().map(Check::kind).collect(Collectors.toSet());
        List<Problem> problems = ContentReview.of(root, kinds, () -> LessonLinks.of(root, checks));
        problems.forEach(System.out::println);
        System.err.println(
                switch (problems.size()) {
                    case 0 -> "Nothing is wrong with the content.";
                    case 1 -> "One thing is wrong.";
                    default -> problems.size() + " things are wrong.";
                });
        return problems.isEmpty() ? ExitStatus.PASSED : ExitStatus.NOT_PASSED;
    }
}
