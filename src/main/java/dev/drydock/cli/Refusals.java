package dev.drydock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drydock.text.Plain;
import dev.drydock.yaml.Mappers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Says in a sentence why a server did not do what it was asked for, and what to do.
 *
 * @param withToken whether a token was sent
 */
record Refusals(URI server, boolean withToken) {

    /** Bytes of an answer that are looked at. */
    static final int LONGEST = 64 * 1024;

    private static final String ASK = "Tell whoever runs it, or try again later.";

    /** It cannot be reached. */
    RemoteException unreachable(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return platform(
                        "There is no machine named " + server.getHost() + ".", "Check the address in --server.");
            }
            if (cause instanceof SSLException) {
                return platform(
                        "No secure connection to " + server + ": " + Plain.line(String.valueOf(cause.getMessage())),
                        "Check whether --server begins with https:// where it should be http://, or tell whoever runs it.");
            }
        }
        return failure instanceof HttpTimeoutException
                ? platform(server + " does not answer in time.", ASK)
                : platform(
                        "Nothing answers at " + server + ".",
                        "Check the address in --server, and that Drydock is running there (./drydock up).");
    }

    /** It answered something else. */
    RemoteException noDrydock() {
        return usage("There is no Drydock at " + server + ".", "Check the address in --server.");
    }

    /** It answered with this status. */
    RemoteException of(int status, HttpHeaders headers, byte[] body) {
        Optional<String> detail = detail(body);
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                usage(
                        server + " leads elsewhere: "
                                + Plain.line(headers.firstValue("Location").orElse("it does not say where")) + ".",
                        "Give --server the address that it leads to.");
            case 401 -> unknown();
            case 404 ->
                detail.map(text -> usage(text, "Its address is " + server + "."))
                        .orElseGet(this::noDrydock);
            case 413 -> usage(server + " does not take that much.", "Hand in only what you wrote, at most 10 MiB.");
            case 429 -> platform(detail.orElse("That was too often."), "Nothing was handed in this time.");
            default ->
                status >= 500
                        ? platform(detail.orElse(server + " failed (" + status + ")."), ASK)
                        : usage(
                                detail.orElse(server + " refuses this (" + status + ")."),
                                "Check the address in --server, and that it is the same version as this one.");
        };
    }

    private RemoteException unknown() {
        return withToken
                ? usage(
                        server + " does not know this token.",
                        "Get a new one from your account there, and give it with --token or in DRYDOCK_TOKEN.")
                : usage(
                        server + " wants to know who you are.",
                        "Get a token from your account there, and give it with --token or in DRYDOCK_TOKEN.");
    }

    /** What a problem document says. */
    private static Optional<String> detail(byte[] body) {
        try {
            return Optional.of(Mappers.DOCUMENTS
                            .readTree(new String(body, StandardCharsets.UTF_8))
                            .path("detail")
                            .asText())
                    .map(Plain::line)
                    .filter(text -> !text.isEmpty());
        } catch (JsonProcessingException page) {
            return Optional.empty();
        }
    }

    private static RemoteException usage(String message, String mend) {
        return new RemoteException(message, mend, ExitStatus.USAGE);
    }

    private static RemoteException platform(String message, String mend) {
        return new RemoteException(message, mend, ExitStatus.PLATFORM);
    }
}
