package dev.drydock.grading.checks;

import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.checks.Asking.Aside;
import dev.drydock.grading.checks.Asking.Meanwhile;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives a service work, and asks it other things meanwhile.
 *
 * @param busy the work of one client
 * @param wanted status of the answers to what is asked meanwhile
 * @param expected in words
 */
record BusyTrial(HttpConcurrent.Parameters parameters, Request busy, int wanted, String expected, Observations seen) {

    /** Also where one of them is answered after the other, so that nothing of it is left for what is asked later. */
    private static final Duration PATIENCE = Request.TIMEOUT.multipliedBy(4);

    /** Empty if nothing is wrong. */
    Optional<Finding> judge() {
        return whileOneWaits().or(this::whileAllWait);
    }

    /** One is fewer than any service has threads: what is asked meanwhile need not wait for it. */
    private Optional<Finding> whileOneWaits() {
        Request alone = parameters.alone().orElse(busy);
        Meanwhile came = during(alone, 1);
        return otherwise(came, 1)
                .or(() -> came.asides().stream().filter(Aside::held).findFirst().map(this::held));
    }

    /** Who has no thread left for it answers late, which is another matter. */
    private Optional<Finding> whileAllWait() {
        int count = parameters.working();
        Meanwhile came = during(busy, count);
        return otherwise(came, count)
                .or(() -> came.answered() > 0
                        ? Optional.empty()
                        : Optional.of(Finding.failed(
                                expected,
                                "none of " + count + " requests at the same time was answered with success",
                                "Asked by " + count + " clients at the same time, " + busy.describe()
                                        + " succeeded for none of them.",
                                Starting.setting(HttpConcurrent.SETTINGS, seen))));
    }

    private Meanwhile during(Request work, int count) {
        HttpProbe probe = work.probe(Duration.ZERO, PATIENCE);
        return Asking.during(seen.service(), probe, count, parameters.meanwhile());
    }

    private Optional<Finding> otherwise(Meanwhile came, int count) {
        for (Aside aside : came.asides()) {
            if (aside.reply() instanceof Answer answer && answer.status() != wanted) {
                return Optional.of(otherwise(aside.request(), answer.status(), count));
            }
        }
        return Optional.empty();
    }

    private Finding otherwise(Request asked, int status, int count) {
        String under = count == 1 ? "one request was" : count + " requests were";
        return Finding.failed(
                expected,
                "status " + status + " while " + under + " under way",
                "While " + waiting(count) + ", " + asked.describe() + " was answered with status " + status
                        + ", and not " + wanted + ".",
                Starting.setting(HttpConcurrent.SETTINGS, seen));
    }

    private Finding held(Aside aside) {
        boolean answered = aside.reply() instanceof Answer;
        String asked = aside.request().describe();
        return Finding.failed(
                expected,
                (answered ? "answered " + asked + " only after" : "no answer to " + asked + " during")
                        + " the one request that was under way",
                "While " + waiting(1) + ", " + asked + " was "
                        + (answered ? "answered only when that had its answer" : "not answered")
                        + ": one request keeps the whole service from answering, such as a function declared with `async def` that "
                        + "computes or waits by itself. It has to do so in a thread.",
                Starting.linesWithoutCode(seen));
    }

    private String waiting(int count) {
        return (count == 1 ? "a client" : count + " clients") + " waited for " + busy.describe()
                + (count == 1
                        ? parameters
                                .takes()
                                .map(seconds -> ", which takes " + seconds + " s")
                                .orElse("")
                        : "");
    }
}
