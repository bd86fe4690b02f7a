package dev.drydock.people;

import dev.drydock.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** Accounts and their API tokens. */
public final class AccountStore {

    /** What a name looks like; the database holds it to the same. */
    public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,62}");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "drydock_";

    private final Database database;

    public AccountStore(Database database) {
        this.database = database;
    }

    /**
     * Adds an account.
     *
     * @param passwordHash in modular crypt form
     * @return false if there is one of this name
     */
    public boolean add(String name, Role role, String passwordHash) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("""
                                        INSERT INTO account (name, role, password_hash) VALUES (:name, :role, :hash)
                                        ON CONFLICT (name) DO NOTHING""")
                                .bind("name", name)
                                .bind("role", role.word())
                                .bind("hash", passwordHash)
                                .execute())
                > 0;
    }

    /**
     * Gives an account another password. Its tokens stay.
     *
     * @param passwordHash in modular crypt form
     * @return false if there is no such account
     */
    public boolean setPassword(String name, String passwordHash) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate(
                                        "UPDATE account SET password_hash = :hash WHERE name = :name AND name <> :local")
                                .bind("name", name)
                                .bind("local", Visitor.LOCAL)
                                .bind("hash", passwordHash)
                                .execute())
                > 0;
    }

    /**
     * Takes all tokens of an account back.
     *
     * @return how many there were
     */
    public int revokeTokens(String account) {
        return database.jdbi().withHandle(handle -> revokeTokens(handle, account));
    }

    private static int revokeTokens(Handle handle, String account) {
        return handle.createUpdate("DELETE FROM api_token WHERE account = :account")
                .bind("account", account)
                .execute();
    }

    /**
     * Closes an account: nobody gets in by it any more, sessions and tokens have ended, and what it handed in is kept. A new
     * password opens it again.
     *
     * @return false if there is no such account, or it is closed already
     */
    public boolean close(String name) {
        return database.jdbi().inTransaction(handle -> {
            revokeTokens(handle, name);
            return handle.createUpdate("""
                                    UPDATE account SET password_hash = NULL
                                    WHERE name = :name AND password_hash IS NOT NULL""").bind("name", name).execute() > 0;
        });
    }

    public Optional<Visitor> find(String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT name, role FROM account WHERE name = :name")
                        .bind("name", name)
                        .map((row, context) -> new Visitor(row.getString("name"), Role.of(row.getString("role"))))
                        .findOne());
    }

    /** Whether there is an account of this name that one can sign in to. */
    public boolean isOpen(String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT EXISTS (SELECT 1 FROM account WHERE name = :name AND password_hash IS NOT NULL)")
                        .bind("name", name)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Whether anybody can sign in. */
    public boolean hasAccounts() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT EXISTS (SELECT 1 FROM account WHERE password_hash IS NOT NULL)")
                        .mapTo(Boolean.class)
                        .one());
    }

    /**
     * Makes a token for the API.
     *
     * @return the only time that it is seen
     */
    public String newToken(String account) {
        String id = random(9);
        String secret = random(32);
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "INSERT INTO api_token (id, account, secret_sha256) VALUES (:id, :account, :digest)")
                        .bind("id", id)
                        .bind("account", account)
                        .bind("digest", digest(secret))
                        .execute());
        return PREFIX + id + "." + secret;
    }

    /** Whose token it is. */
    public Optional<Visitor> ofToken(String token) {
        int dot = token.indexOf('.');
        if (!token.startsWith(PREFIX) || dot < 0) {
            return Optional.empty();
        }
        String id = token.substring(PREFIX.length(), dot);
        byte[] digest = digest(token.substring(dot + 1));
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT name, role, secret_sha256 FROM api_token JOIN account ON name = account
                                WHERE id = :id AND password_hash IS NOT NULL""")
                        .bind("id", id)
                        .map((row, context) -> MessageDigest.isEqual(row.getBytes("secret_sha256"), digest)
                                ? Optional.of(new Visitor(row.getString("name"), Role.of(row.getString("role"))))
                                : Optional.<Visitor>empty())
                        .findOne())
                .flatMap(visitor -> visitor);
    }

    /** The key that session cookies are encrypted with: made once, and the same for all processes. */
    public String sessionKey() {
        return database.jdbi().withHandle(handle -> {
            handle.createUpdate("INSERT INTO secret (name, value) VALUES ('session', :new) ON CONFLICT DO NOTHING")
                    .bind("new", random(32))
                    .execute();
            return handle.createQuery("SELECT value FROM secret WHERE name = 'session'")
                    .mapTo(String.class)
                    .one();
        });
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
