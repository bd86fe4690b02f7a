package dev.drydock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.content.PackedFolder;
import dev.drydock.content.SubmissionException;
import dev.drydock.grading.Verdict;
import dev.drydock.grading.VerdictJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drydock submit}: hands a folder or archive in at a Drydock elsewhere and waits for the verdict. */
@Command(
        name = "submit",
        description = {
            "Hands a submission in at a server, follows its grading, and says check by check what holds.",
            "The verdict goes to standard output, progress to standard error.",
            "Exit status: 0 passed, 1 not passed or cancelled, 2 wrong usage or refused, 3 the platform's fault."
        },
        mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {

    private static final String API = "/api/v1";

    /** What goes into a header. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    /** Bytes of an archive; the server takes no more. */
    private static final long LARGEST = 16 << 20;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "EXERCISE", description = "The exercise's id.")
    String exerciseId = "";

    @Parameters(
            index = "1",
            paramLabel = "DIR|ARCHIVE",
            description = "The submission: a folder, or a zip, tar or tar.gz of it.")
    Path source = Path.of("");

    @Option(names = "--server", required = true, paramLabel = "URL", description = "Such as http://localhost:8080.")
    String server = "";

    @Option(
            names = "--token",
            paramLabel = "T",
            description = "Who you are, where one has to sign in; default: what DRYDOCK_TOKEN holds.")
    Optional<String> token = Optional.empty();

    @Mixin
    VerdictOutput output = new VerdictOutput();

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI address = address();
        checkSource();
        try (var remote = new RemoteDrydock(address, token())) {
            String id = handIn(remote);
            System.err.println("· submitted " + address + "/submissions/" + id);
            var persistence = new Persistence(System.err);
            String path = API + "/submissions/" + id;
            new SubmissionFollower(remote, persistence, new SubmissionProgress(System.err)).follow(path + "/events");
            return end(remote, persistence, path);
        } catch (SubmissionException refused) {
            System.err.println(refused.getMessage());
            return ExitStatus.USAGE;
        }
    }

    private URI address() {
        String bare = server.strip().replaceAll("/+$", "");
        try {
            URI address = URI.create(bare);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Told below, with an example.
        }
        throw usage("\"" + server + "\" is no address of a server. Give one such as http://localhost:8080.");
    }

    private void checkSource() throws IOException {
        if (!Files.isDirectory(source) && !Files.isRegularFile(source)) {
            throw usage("There is no folder or archive " + source + ". Give the folder that holds your Dockerfile, or a"
                    + " zip, tar or tar.gz of it.");
        }
        if (Files.isRegularFile(source) && Files.size(source) > LARGEST) {
            throw usage(source + " is larger than what a server takes, " + (LARGEST >> 20)
                    + " MiB. Hand in only what you wrote.");
        }
    }

    private Optional<String> token() {
        Optional<String> given = token.or(() -> Optional.ofNullable(System.getenv("DRYDOCK_TOKEN")))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        if (given.filter(text -> !TOKEN.matcher(text).matches()).isPresent()) {
            throw usage("This is no token: it holds characters that none has. Copy it again.");
        }
        return given;
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    /**
     * @return the submission's id
     */
    private String handIn(RemoteDrydock remote) throws IOException, InterruptedException {
        String path = API + "/exercises/"
                + URLEncoder.encode(exerciseId, StandardCharsets.UTF_8).replace("+", "%20");
        JsonNode exercise = remote.json(path);
        byte[] archive =
                Files.isDirectory(source) ? PackedFolder.tarGz(source, editable(exercise)) : Files.readAllBytes(source);
        // The server tells archives by their content.
        return remote.post(path + "/submissions", "application/gzip", BodyPublishers.ofByteArray(archive))
                .path("id")
                .asText();
    }

    private static List<String> editable(JsonNode exercise) {
        List<String> editable = new ArrayList<>();
        exercise.path("editable").forEach(name -> editable.add(name.asText()));
        return editable;
    }

    /**
     * @return the exit status
     */
    private int end(RemoteDrydock remote, Persistence persistence, String path)
            throws IOException, InterruptedException {
        JsonNode submission = persistence.with(() -> remote.json(path));
        if (submission.path("state").asText().equals("cancelled")) {
            System.err.println("The submission was cancelled.");
            return ExitStatus.NOT_PASSED;
        }
        String document = persistence.with(() -> remote.text(path + "/verdict"));
        Verdict verdict = read(document);
        if (output.isJson()) {
            output.print(document);
        } else {
            JsonNode files =
                    persistence.with(() -> remote.json(path + "/files")).path("files");
            output.print(verdict, file -> files.path(file).asText().lines().toList());
        }
        return VerdictOutput.exitStatus(verdict.outcome());
    }

    private static Verdict read(String document) {
        try {
            return VerdictJson.read(document);
        } catch (JsonProcessingException another) {
            throw new RemoteException(
                    "The server's verdict cannot be read: it is another version of Drydock.",
                    "Look at the submission's page, or use the version that the server has.",
                    ExitStatus.PLATFORM);
        }
    }
}
