package dev.drydock.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL answers and how to sign in.
 *
 * @param jdbcUrl without name and password
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

    /** The environment variable that names a PostgreSQL; without it Drydock starts its own. */
    public static final String VARIABLE = "DRYDOCK_DB_URL";

    private static final String FORM = "Write it as postgresql://NAME:PASSWORD@HOST:PORT/DATABASE.";

    /** What {@link #VARIABLE} says, if anything. */
    public static Optional<DatabaseAddress> fromEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(value -> !value.isBlank())
                .map(DatabaseAddress::parse);
    }

    /**
     * Reads {@code postgresql://NAME:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE}, also with {@code postgres:} or
     * {@code jdbc:} in front. Special characters in name and password are percent-encoded.
     *
     * @throws DatabaseException when it has another form; its message does not repeat the password
     */
    public static DatabaseAddress parse(String text) {
        URI uri = uri(text.strip().replaceFirst("^jdbc:", ""));
        if (!("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new DatabaseException(VARIABLE + " is not the address of a PostgreSQL.", FORM);
        }
        if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
            throw new DatabaseException(VARIABLE + " names no database.", FORM);
        }
        String[] credentials =
                Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + options,
                decoded(credentials[0]),
                credentials.length > 1 ? decoded(credentials[1]) : "");
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException wrong) {
            // Not as the cause: its message quotes the whole address.
            throw new DatabaseException(VARIABLE + " is not an address: " + wrong.getReason() + ".", FORM);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Opens a connection for each request: for commands that make a few. */
    public DataSource unpooled() {
        var source = new PGSimpleDataSource();
        source.setURL(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(10);
        source.setTcpKeepAlive(true);
        return source;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
