package dev.drydock.grading;

import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.ContainerProcesses;
import dev.drydock.engine.HttpReply;
import java.util.Optional;

/**
 * The service at one moment that all checks share: when a port had answered for the first time, or the time to start was up.
 *
 * @param port that was asked
 * @param reply to the first request
 * @param processes right afterwards
 */
public record Settled(int port, HttpReply reply, ContainerProcesses processes) {

    public boolean hasAnswered() {
        return reply instanceof HttpReply.Answer;
    }

    /** The process that serves the port, the closest to process 1 if several do; empty where nothing listens there. */
    public Optional<ContainerProcess> server() {
        return processes.listeningOn(port).stream().findFirst();
    }
}
