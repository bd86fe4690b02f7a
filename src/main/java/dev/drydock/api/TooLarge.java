package dev.drydock.api;

import dev.drydock.web.Problem;
import dev.drydock.yaml.Mappers;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Says to a program why it is not listened to any longer; Quarkus itself would close the connection without a word. */
@Singleton
final class TooLarge {

    /** After the guard, before Quarkus looks. */
    private static final int SECOND = 900;

    private final long most;

    TooLarge(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.most = most.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, SECOND);
    }

    private void look(RoutingContext context) {
        String path = context.normalizedPath();
        if (path != null && path.startsWith("/api/") && length(context.request().getHeader("Content-Length")) > most) {
            var problem = new Problem("Too large", 413, "At most " + (most >> 20) + " MiB are taken at a time.");
            context.response()
                    .setStatusCode(413)
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    // What is still sent is not read.
                    .putHeader("Connection", "close")
                    .end(Mappers.DOCUMENTS.valueToTree(problem).toString());
        } else {
            context.next();
        }
    }

    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException broken) {
            // Quarkus refuses such a request itself.
            return 0;
        }
    }
}
