package dev.drydock.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at every request before anything else does. Where nobody has to sign in, only names of this machine are answered to:
 * otherwise a page elsewhere could reach Drydock by a name of its own that leads here (DNS rebinding). What changes something
 * must come from a page of ours or from no page at all.
 */
@Singleton
final class Guard {

    /** Before Quarkus's own filters. */
    private static final int FIRST = 1000;

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final List<String> PROXIES = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** Where names and passwords are sent; application.properties says so. */
    private static final String SIGN_IN = "/sign-in/check";

    /** What a process says about itself: health and metrics. */
    private static final String OWN_STATE = "/q/";

    private final Access access;
    private final RateLimits limits;

    Guard(Access access, RateLimits limits) {
        this.access = access;
        this.limits = limits;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, FIRST);
    }

    /** Without this the answer to a wrong password would be looked for among the pages, which cannot read the request again. */
    void register(@Observes Router router) {
        router.route(SIGN_IN).order(Integer.MIN_VALUE).failureHandler(context -> {
            if (context.failure() instanceof AuthenticationFailedException) {
                context.response()
                        .setStatusCode(303)
                        .putHeader("Location", "/sign-in?failed=true")
                        .end();
            } else {
                context.next();
            }
        });
    }

    private void look(RoutingContext context) {
        addHeaders(context);
        refusal(context)
                .ifPresentOrElse(
                        refusal -> context.response()
                                .setStatusCode(refusal.status())
                                .putHeader("Content-Type", "text/plain; charset=utf-8")
                                .end(refusal.reason() + "\n"),
                        context::next);
    }

    private record Refusal(int status, String reason) {}

    private Optional<Refusal> refusal(RoutingContext context) {
        Optional<Refusal> stranger = access.open() ? fromOutside(context.request()) : Optional.empty();
        return stranger.or(() -> elsewhere(context)).or(() -> changing(context));
    }

    /** Where nobody has to sign in. */
    private static Optional<Refusal> fromOutside(HttpServerRequest request) {
        if (!isOwnName(request)) {
            return refusal(421, "This Drydock answers to localhost only.");
        }
        return isPassedOn(request)
                ? refusal(421, "A proxy passes others on to this Drydock, where nobody signs in. Start it with --host.")
                : Optional.empty();
    }

    private Optional<Refusal> elsewhere(RoutingContext context) {
        return access.pages() || context.normalizedPath().startsWith(OWN_STATE)
                ? Optional.empty()
                : refusal(404, "This process grades. Pages are served by another one.");
    }

    private Optional<Refusal> changing(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (READING.contains(request.method())) {
            return Optional.empty();
        }
        if (comesFromElsewhere(request)) {
            return refusal(403, "This request comes from another site.");
        }
        // The path as routes see it, however it is written; and its end alone, which is all that Quarkus looks at.
        if (context.normalizedPath().endsWith(SIGN_IN)) {
            return limits.allowSignIn(network(address(request)))
                    ? Optional.empty()
                    : refusal(429, "Too many tries to sign in. Wait a minute, then try again.");
        }
        // Before what they send is read: it may be large.
        return isStranger(request) ? refusal(401, "Sign in first.") : Optional.empty();
    }

    private static Optional<Refusal> refusal(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }

    private static void addHeaders(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }

    private static String address(HttpServerRequest request) {
        return Optional.ofNullable(request.remoteAddress())
                .map(SocketAddress::hostAddress)
                .orElse("unknown");
    }

    /** Whoever has an IPv6 address has a whole /64 of them. */
    static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, 8)
                    : address;
        } catch (IllegalArgumentException unknown) {
            return address;
        }
    }

    private static boolean isOwnName(HttpServerRequest request) {
        return Optional.ofNullable(request.authority())
                .map(authority -> authority.host().toLowerCase(Locale.ROOT))
                .filter(OWN_NAMES::contains)
                .isPresent();
    }

    /** Whoever brings neither session nor token; whether these are good is found out later. */
    private boolean isStranger(HttpServerRequest request) {
        return !access.open()
                && request.getHeader("Authorization") == null
                && request.getCookie(SignInPage.COOKIE) == null;
    }

    private static boolean isPassedOn(HttpServerRequest request) {
        return PROXIES.stream().anyMatch(request.headers()::contains);
    }

    private static boolean comesFromElsewhere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return origin != null && !isOrigin(origin, request);
    }

    /** Of HTTP/2 as well, which has no header Host. */
    private static String authority(HttpServerRequest request) {
        return Optional.ofNullable(request.authority()).map(Object::toString).orElse("");
    }

    private static boolean isOrigin(String origin, HttpServerRequest request) {
        try {
            return URI.create(origin).getAuthority() instanceof String authority
                    && authority.equalsIgnoreCase(authority(request));
        } catch (IllegalArgumentException opaque) {
            return false;
        }
    }
}
