package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import java.util.List;
import java.util.stream.Stream;

/** Where a Dockerfile decides how a service is told to end. */
final class StopSuspects {

    /** In the names of servers' settings for it. */
    private static final String GRACE = "graceful";

    private StopSuspects() {}

    /** Nothing where the learner's own code is told so directly. */
    static List<Lines> lines(RunningService service, Observations seen) {
        List<Lines> signal = seen.dockerfile().inForce("STOPSIGNAL").map(Instruction::lines).stream()
                .toList();
        boolean settled = Guilty.isMentioned(seen.dockerfile(), GRACE, "CMD", "ENTRYPOINT");
        boolean direct = seen.servicePort().isPresent()
                && service.processes().first().stream()
                        .anyMatch(service.processes()
                                .listeningOn(seen.servicePort().getAsInt())::contains);
        return signal.isEmpty()
                        && !settled
                        && direct
                        && Starting.linesWithoutCode(seen).isEmpty()
                ? List.of()
                : Stream.concat(signal.stream(), Starting.lines(seen).stream()).toList();
    }
}
