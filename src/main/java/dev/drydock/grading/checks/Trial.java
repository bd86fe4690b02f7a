package dev.drydock.grading.checks;

import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import java.util.List;

/**
 * Whether the service still works under some circumstances: it has to answer a request with a status of success.
 *
 * @param expected in words
 * @param harm what it means if it does not work, one sentence
 * @param culprits keywords of the instructions that may answer for it
 */
record Trial(String expected, String harm, List<String> culprits) {

    Finding run(RunningService service, Request request, Observations seen) {
        HttpReply reply = service.http(request.probe(seen.startupTime(), Request.TIMEOUT));
        if (reply instanceof HttpReply.Answer answer && answer.status() / 100 == 2) {
            return Finding.passed(
                    expected,
                    request.describe() + " answered with status " + answer.status() + " after "
                            + Quantity.time(answer.took()));
        }
        return Finding.failed(
                expected,
                describe(reply, request) + ending(service.state()),
                harm + said(service),
                Guilty.linesOf(seen.dockerfile(), culprits.toArray(String[]::new)));
    }

    private static String describe(HttpReply reply, Request request) {
        return switch (reply) {
            case HttpReply.Answer answer -> request.describe() + " answered with status " + answer.status();
            case HttpReply.NoAnswer none -> request.describe() + " got no answer: " + Printable.of(none.reason(), 120);
        };
    }

    private static String ending(ContainerState state) {
        if (state.running()) {
            return "";
        }
        return state.error()
                .map(error -> "; the container could not be started: " + Printable.of(error, 160))
                .orElseGet(() -> "; the container ended with exit code " + state.exitCode()
                        + (state.outOfMemory() ? ", killed for lack of memory" : ""));
    }

    private static String said(RunningService service) {
        String log = Printable.lastLines(service.logTail(), 3);
        return log.isEmpty() ? "" : " Its last lines: " + log;
    }
}
