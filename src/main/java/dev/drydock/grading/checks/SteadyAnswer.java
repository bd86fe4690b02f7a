package dev.drydock.grading.checks;

import dev.drydock.engine.HttpReply.Answer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a service answers to one request, as far as it does not change from one time to the next.
 *
 * @param body empty where two answers differed, as those do that tell a time or count; decimals behind the third are left out
 */
record SteadyAnswer(int status, Optional<String> body) {

    private static final Pattern FAR_DECIMALS = Pattern.compile("(?<=\\d\\.\\d{3})\\d+");
    private static final int SHOWN = 80;

    static SteadyAnswer of(Answer first, Answer second) {
        boolean same = first.status() == second.status() && text(first).equals(text(second));
        return new SteadyAnswer(first.status(), same ? Optional.of(text(first)) : Optional.empty());
    }

    boolean is(Answer answer) {
        return answer.status() == status
                && body.filter(text -> !text.equals(text(answer))).isEmpty();
    }

    /** As the rest of "answers with". */
    String describe() {
        return "status " + status
                + body.filter(text -> !text.isBlank())
                        .map(text -> " and " + Printable.of(text, SHOWN))
                        .orElse("");
    }

    private static String text(Answer answer) {
        return FAR_DECIMALS.matcher(answer.body().strip()).replaceAll("");
    }
}
