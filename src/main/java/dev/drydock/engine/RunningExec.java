package dev.drydock.engine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A program in a running container with its streams attached. */
final class RunningExec implements SandboxShell.Running {

    private final Hijack hijack;

    private RunningExec(Hijack hijack) {
        this.hijack = hijack;
    }

    static RunningExec start(EngineApi api, String container, List<String> command) {
        try {
            return new RunningExec(ExecCall.start(api, container, command, true));
        } catch (IOException e) {
            throw new EngineException("Running " + command.getFirst() + " in the container broke off", e);
        }
    }

    @Override
    public void run(BuildContext stdin, Frames.Sink output) throws IOException {
        var sent = new CompletableFuture<Void>();
        // Beside the reading: a program that writes before it has read everything would wait for us for ever.
        Thread.ofVirtual().name("exec-stdin").start(() -> {
            try {
                stdin.writeTo(hijack.out());
                hijack.shutdownOutput();
                sent.complete(null);
            } catch (IOException | RuntimeException e) {
                sent.completeExceptionally(e);
                close();
            }
        });
        try {
            Frames.read(hijack.in(), output);
            sent.get();
        } catch (ExecutionException e) {
            throw new EngineException("What the program reads could not be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        try {
            hijack.close();
        } catch (IOException e) {
            throw new EngineException("A connection to the engine cannot be closed", e);
        }
    }
}
