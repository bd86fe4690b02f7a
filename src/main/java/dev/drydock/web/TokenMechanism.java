package dev.drydock.web;

import dev.drydock.people.AccountStore;
import dev.drydock.people.Visitor;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Signs programs in by an API token: {@code Authorization: Bearer drydock_…}. */
@Singleton
final class TokenMechanism implements HttpAuthenticationMechanism {

    /** The attribute of an identity that holds its {@link Visitor}. */
    static final String VISITOR = "drydock.visitor";

    private static final String BEARER = "Bearer ";

    private final AccountStore accounts;

    TokenMechanism(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            return Uni.createFrom().optional(Optional.empty());
        }
        String token = header.substring(BEARER.length()).strip();
        return Uni.createFrom()
                .item(() -> accounts.ofToken(token)
                        .map(TokenMechanism::identity)
                        .orElseThrow(AuthenticationFailedException::new))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static SecurityIdentity identity(Visitor visitor) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(visitor.name()))
                .addRole(visitor.role().word())
                .addAttribute(VISITOR, visitor)
                .build();
    }

    /** Before the sign-in form: of equals, one or the other would challenge, from build to build, with 401 or with 302. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
