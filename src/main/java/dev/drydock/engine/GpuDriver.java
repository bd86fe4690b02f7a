package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The driver in a sandbox, real or simulated: which GPUs it has, and which containers asked it for them. */
final class GpuDriver {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final byte[] NOTHING = {};
    private static final String LIST = "/run/drydock-gpus";
    private static final String NOTES = "/var/lib/docker/gpu-calls/";

    private static final String NOTES_OPTIONS = "size=64k,nr_inodes=16,mode=0777,nosuid,nodev,noexec";

    private static final String DISCARD_ALL = """
            for folder in "$1"*/; do
              [ -d "$folder" ] || continue
              umount -l "$folder" && rmdir "$folder" || exit 1
            done
            """;

    private final SandboxShell shell;
    private final Map<String, String> folders = new ConcurrentHashMap<>();
    private volatile boolean used;

    GpuDriver(SandboxShell shell) {
        this.shell = shell;
    }

    Gpus gpus() {
        List<String> lines = exec("cat", LIST).lines().toList();
        if (lines.isEmpty()) {
            throw new EngineException("The sandbox does not say which GPUs it has");
        }
        return new Gpus(Gpus.Kind.valueOf(lines.getFirst().toUpperCase(Locale.ROOT)), lines.subList(1, lines.size()));
    }

    /**
     * Makes a folder for one container's notes, into which every user may write, though not much: it is a file system of its
     * own, so that it goes away at once, whatever was put there.
     *
     * @return its path in the sandbox
     */
    String openNotes() {
        used = true;
        String folder = NOTES + UUID.randomUUID();
        exec("mkdir", folder);
        exec("mount", "-t", "tmpfs", "-o", NOTES_OPTIONS, "drydock-gpu-calls", folder);
        return folder;
    }

    void belongs(String folder, Container container) {
        folders.put(container.id(), folder);
    }

    /** The container may have put anything there, so no link is followed and no pipe waited for. */
    List<String> calls(Container container) {
        String folder = folders.get(container.id());
        if (folder == null) {
            return List.of();
        }
        List<String> read = List.of(
                "dd", "if=" + folder + "/calls", "iflag=nofollow,nonblock", "bs=4096", "count=1", "status=none");
        SandboxShell.Output notes = shell.exec(read, NOTHING, LIMIT);
        return new String(notes.stdout(), StandardCharsets.UTF_8)
                .lines()
                .distinct()
                .toList();
    }

    /** To be called when the container is gone. */
    void discard(Container container) {
        String folder = folders.remove(container.id());
        if (folder != null) {
            discardNotes(folder);
        }
    }

    /** Of a container that is gone, or never was. */
    void discardNotes(String folder) {
        exec("umount", "-l", folder);
        exec("rmdir", folder);
    }

    /** To be called when all containers are gone. */
    void discardAll() {
        if (used) {
            folders.clear();
            exec("sh", "-c", DISCARD_ALL, "sh", NOTES);
            used = false;
        }
    }

    private String exec(String... command) {
        SandboxShell.Output output = shell.exec(List.of(command), NOTHING, LIMIT);
        if (output.exitCode() != 0) {
            throw new EngineException(
                    "The sandbox's GPU driver: " + output.stderr().strip());
        }
        return new String(output.stdout(), StandardCharsets.UTF_8);
    }
}
