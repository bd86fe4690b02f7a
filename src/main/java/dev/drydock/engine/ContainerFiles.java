package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Files of one container, its volumes among them, written before it starts and read whether it runs or not. */
final class ContainerFiles {

    /** Programs run as whoever the image says, and may have to write over what an earlier run left. */
    private static final int EVERYBODY_WRITES = 0666;

    private static final String WRITTEN = "find \"$1\" -type f -name \"$2\" -printf '/%P\\0' | head -z -n 20";

    private static final Duration STAT_LIMIT = Duration.ofSeconds(30);

    private final EngineApi api;
    private final SandboxShell shell;

    /** @param shell beside the engine, as docker-java's transport knows no HEAD */
    ContainerFiles(EngineApi api, SandboxShell shell) {
        this.api = api;
        this.shell = shell;
    }

    /** Folders that are there stay as they are; those that are missing are made. */
    void put(String container, Map<String, PlacedFile> files) {
        Url url = Url.of("/containers/", container, "/archive").with("path", "/");
        api.send(Request.builder()
                .method(Request.Method.PUT)
                .path(url.toString())
                .putHeader("Content-Type", "application/x-tar")
                .bodyBytes(tar(files))
                .build());
    }

    /** Without entries for folders, which would give those that are there another owner and mode. */
    private static byte[] tar(Map<String, PlacedFile> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            for (Map.Entry<String, PlacedFile> each : files.entrySet()) {
                PlacedFile file = each.getValue();
                var entry = new TarArchiveEntry(each.getKey().substring(1));
                entry.setSize(file.content().length);
                entry.setMode(EVERYBODY_WRITES);
                entry.setIds(file.uid(), file.gid());
                tar.putArchiveEntry(entry);
                tar.write(file.content());
                tar.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * A regular file; links at its end are not followed.
     *
     * @return empty where there is none, or one of more bytes
     */
    Optional<byte[]> read(String container, String path, int maxBytes) {
        Url url = Url.of("/containers/", container, "/archive").with("path", path);
        // An engine that began to send a file goes on to its end, whoever listens, and a sparse file can be a terabyte.
        if (stat(url)
                .filter(stat -> !stat.isRegular() || stat.size() > maxBytes)
                .isPresent()) {
            return Optional.empty();
        }
        Request request = Request.builder()
                .method(Request.Method.GET)
                .path(url.toString())
                .build();
        try (Response response = api.open(request)) {
            return content(new TarArchiveInputStream(response.getBody()), maxBytes);
        } catch (RefusedException e) {
            if (isNoSuchFile(e)) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw new EngineException("A file of the container cannot be read", e);
        }
    }

    /**
     * Regular files with such a name that a container wrote or changed, outside of its volumes.
     *
     * @param inspected the container, as the engine describes it
     * @param name a pattern as {@code find -name} takes it
     * @return absolute paths, at most 20, none where the engine keeps the container's files otherwise than in overlays
     */
    List<String> written(JsonNode inspected, String name) {
        String upper =
                inspected.path("GraphDriver").path("Data").path("UpperDir").asText();
        if (upper.isEmpty()) {
            return List.of();
        }
        byte[] found = shell.exec(List.of("sh", "-c", WRITTEN, "sh", upper, name), new byte[0], STAT_LIMIT)
                .stdout();
        return Arrays.stream(new String(found, StandardCharsets.UTF_8).split("\0"))
                .filter(path -> !path.isEmpty())
                .toList();
    }

    /** What the engine knows of a path; empty where it refuses, and says why only when it is asked for the file. */
    private Optional<PathStat> stat(Url url) {
        List<String> head = List.of("curl", "-s", "-I", "--unix-socket", "/run/docker.sock", "http://engine" + url);
        byte[] answer = shell.exec(head, new byte[0], STAT_LIMIT).stdout();
        return PathStat.of(new String(answer, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> content(TarArchiveInputStream tar, int maxBytes) throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        return entry != null && isRegular(entry) && entry.getSize() <= maxBytes
                ? Optional.of(tar.readNBytes(maxBytes))
                : Optional.empty();
    }

    /** What leads through a file as if it were a folder, or in circles, is answered with an error of the server's. */
    private static boolean isNoSuchFile(RefusedException answer) {
        return answer.notFound() || answer.status() == 400 || StartFailure.ofImageAtItsFiles(answer);
    }

    /** The library's own {@code isFile} takes pipes and devices for files. */
    private static boolean isRegular(TarArchiveEntry entry) {
        return entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
    }
}
