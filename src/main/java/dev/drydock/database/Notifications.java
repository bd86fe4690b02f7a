package dev.drydock.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * PostgreSQL's notifications (LISTEN), through one connection of its own. They only ever say "look again": what happened while
 * the connection was lost is not told, so every listener is called once, with an empty text, when it is back.
 */
public final class Notifications implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Notifications.class.getName());
    private static final int WAIT_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 300;

    private final DatabaseAddress address;
    private final Map<String, List<Consumer<String>>> listeners;
    private volatile boolean closed;
    private volatile Thread thread;

    /**
     * @param channels that can be listened to; names of letters and underscores
     */
    public Notifications(DatabaseAddress address, String... channels) {
        this.address = address;
        this.listeners = Arrays.stream(channels)
                .collect(Collectors.toUnmodifiableMap(channel -> channel, channel -> new CopyOnWriteArrayList<>()));
        this.thread = Thread.ofVirtual().name("notifications").start(this::listen);
    }

    /**
     * Adds a listener; it must not take long.
     *
     * @return takes it away again
     */
    public Runnable on(String channel, Consumer<String> listener) {
        List<Consumer<String>> those = listeners.get(channel);
        if (those == null) {
            throw new IllegalArgumentException("nobody listens to " + channel);
        }
        those.add(listener);
        return () -> those.remove(listener);
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = address.unpooled().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String channel : listeners.keySet()) {
                    statement.execute("LISTEN " + channel);
                }
                listeners.values().forEach(those -> those.forEach(listener -> tell(listener, "")));
                hear(connection.unwrap(PGConnection.class), statement);
            } catch (SQLException lost) {
                if (!closed) {
                    LOG.log(Level.DEBUG, "notifications are interrupted: " + lost.getMessage());
                    pause();
                }
            }
        }
    }

    private void hear(PGConnection connection, Statement statement) throws SQLException {
        while (!closed) {
            PGNotification[] heard = connection.getNotifications(WAIT_MILLIS);
            if (heard == null) {
                // Silence may also mean that the other side is gone.
                statement.execute("SELECT 1");
                continue;
            }
            for (PGNotification notification : heard) {
                for (Consumer<String> listener : listeners.getOrDefault(notification.getName(), List.of())) {
                    tell(listener, notification.getParameter());
                }
            }
        }
    }

    private static void tell(Consumer<String> listener, String text) {
        try {
            listener.accept(text);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a listener failed", bug);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
