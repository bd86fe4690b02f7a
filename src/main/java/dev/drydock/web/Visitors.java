package dev.drydock.web;

import dev.drydock.people.AccountStore;
import dev.drydock.people.Role;
import dev.drydock.people.Visitor;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAuthorizedException;

/** Knows who sent the request that is answered. */
@Singleton
public final class Visitors {

    private final SecurityIdentity identity;
    private final AccountStore accounts;
    private final Access access;

    Visitors(SecurityIdentity identity, AccountStore accounts, Access access) {
        this.identity = identity;
        this.accounts = accounts;
        this.access = access;
    }

    /** Whoever sent this request. */
    public Visitor current() {
        if (access.open()) {
            return new Visitor(Visitor.LOCAL, Role.INSTRUCTOR);
        }
        if (identity.isAnonymous()) {
            throw new NotAuthorizedException("Bearer");
        }
        return identity.getAttribute(TokenMechanism.VISITOR) instanceof Visitor visitor
                ? visitor
                : accounts.find(identity.getPrincipal().getName())
                        .orElseThrow(() -> new NotAuthorizedException("Bearer"));
    }

    public Layout layout(String title) {
        return new Layout(title, current(), access.open());
    }
}
