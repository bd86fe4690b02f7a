package dev.drydock.web;

import dev.drydock.people.AccountStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Signing in with name and password, and out again. Quarkus checks them and keeps the session in an encrypted cookie. */
@Path("/")
@RunOnVirtualThread
public final class SignInPage {

    /** The session's cookie; application.properties says so. */
    static final String COOKIE = "drydock-session";

    private final Access access;
    private final AccountStore accounts;

    SignInPage(Access access, AccountStore accounts) {
        this.access = access;
        this.accounts = accounts;
    }

    @CheckedTemplate(basePath = "web")
    static final class Templates {
        static native TemplateInstance signIn(boolean open, boolean failed, boolean nobody);

        private Templates() {}
    }

    @GET
    @Path("/sign-in")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance get(@QueryParam("failed") @DefaultValue("false") boolean failed) {
        return Templates.signIn(access.open(), failed, !access.open() && !accounts.hasAccounts());
    }

    @POST
    @Path("/sign-out")
    public Response signOut() {
        NewCookie ended =
                new NewCookie.Builder(COOKIE).path("/").maxAge(0).httpOnly(true).build();
        return Response.seeOther(URI.create("/sign-in")).cookie(ended).build();
    }
}
