package dev.drydock.sandbox;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that was asked of the mirror's package index or of its proxy to Debian.
 *
 * @param name the project (normalised; empty for the list of all) or the file; printable ASCII only, as learners' code
 *     chooses it
 * @param status of HTTP
 */
public record IndexRequest(Kind kind, String name, int status) {

    /** What was asked for. */
    public enum Kind {
        /** A page that says which files a project has. */
        PYTHON_INDEX,
        /** A wheel or source archive. */
        PYTHON_FILE,
        /** A Debian package or a list of them. */
        DEBIAN
    }

    // Seconds, client, method, status, bytes, path or URL. Only the last may hold blanks, or anything else.
    private static final Pattern LINE = Pattern.compile("[0-9.]+ [0-9.]+ \\S+ ([1-5][0-9]{2}) [0-9]+ (.+)");
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    /** Whether the index gave what was asked for, if only by saying that it did not change. */
    public boolean answered() {
        return status >= 200 && status < 400;
    }

    /** Reads a line of the mirror's logs; empty if it is not about packages or not a line of theirs. */
    static Optional<IndexRequest> parse(String line) {
        Matcher columns = LINE.matcher(UNPRINTABLE.matcher(line).replaceAll("?"));
        if (!columns.matches()) {
            return Optional.empty();
        }
        int status = Integer.parseInt(columns.group(1));
        String path = columns.group(2);
        if (path.startsWith("/simple/")) {
            return Optional.of(new IndexRequest(Kind.PYTHON_INDEX, project(path.substring(8)), status));
        }
        if (path.startsWith("/files/")) {
            return Optional.of(new IndexRequest(Kind.PYTHON_FILE, path.substring(7), status));
        }
        return path.startsWith("http://")
                ? Optional.of(new IndexRequest(Kind.DEBIAN, path.substring(path.lastIndexOf('/') + 1), status))
                : Optional.empty();
    }

    private static String project(String path) {
        // nginx logs what it answered with, which for a folder is the page in it.
        String folder = path.endsWith("index.html") ? path.substring(0, path.length() - "index.html".length()) : path;
        String name = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
