package dev.drydock.web;

import dev.drydock.content.UnknownNameException;
import dev.drydock.reception.NoRoomException;
import dev.drydock.reception.TooMuchException;
import dev.drydock.submission.IllegalMoveException;
import dev.drydock.submission.TooManyInFlightException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

/** Turns what a request threw into a page for people or a problem document for programs. */
final class Errors {

    private static final Logger LOG = System.getLogger(Errors.class.getName());

    @CheckedTemplate(basePath = "web")
    static final class Templates {
        static native TemplateInstance error(Problem problem);

        private Templates() {}
    }

    @ServerExceptionMapper
    Response unknown(UnknownNameException unknown, UriInfo uri) {
        return answer(uri, 404, "Not found", String.valueOf(unknown.getMessage()));
    }

    @ServerExceptionMapper
    Response tooMany(TooManyInFlightException tooMany, UriInfo uri) {
        return answer(uri, 429, "Too many at once", String.valueOf(tooMany.getMessage()));
    }

    @ServerExceptionMapper
    Response tooMuch(TooMuchException tooMuch, UriInfo uri) {
        return answer(uri, 429, "Too much for a day", String.valueOf(tooMuch.getMessage()));
    }

    @ServerExceptionMapper
    Response stranger(NotAuthorizedException stranger, UriInfo uri) {
        return signIn(uri, "Sign in first: send a token in the header Authorization, as Bearer TOKEN.");
    }

    @ServerExceptionMapper
    Response wrongToken(AuthenticationFailedException wrong, UriInfo uri) {
        return signIn(uri, "This token is not valid (any more).");
    }

    private static Response signIn(UriInfo uri, String detail) {
        return isApi(uri)
                ? Response.fromResponse(answer(uri, 401, "Not signed in", detail))
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build()
                : Response.seeOther(URI.create("/sign-in")).build();
    }

    @ServerExceptionMapper
    Response tooOften(TooOftenException tooOften, UriInfo uri) {
        return answer(uri, 429, "Too often", String.valueOf(tooOften.getMessage()));
    }

    @ServerExceptionMapper
    Response noRoom(NoRoomException noRoom, UriInfo uri) {
        return answer(uri, 503, "No room", String.valueOf(noRoom.getMessage()));
    }

    @ServerExceptionMapper
    Response ended(IllegalMoveException ended, UriInfo uri) {
        return answer(uri, 409, "Too late", "This submission is " + ended.from().word() + " already.");
    }

    @ServerExceptionMapper
    Response database(JdbiException away, UriInfo uri) {
        LOG.log(Level.ERROR, "the database failed", away);
        return answer(
                uri,
                503,
                "The database does not answer",
                "That is our fault, and nothing that you handed in is lost. Try again in a minute.");
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refused, UriInfo uri) {
        Response given = refused.getResponse();
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        String title =
                Optional.ofNullable(given.getStatusInfo().getReasonPhrase()).orElse("Error");
        return answer(uri, given.getStatus(), title, given.getStatus() == 404 ? "There is nothing here." : title + ".");
    }

    @ServerExceptionMapper
    Response bug(RuntimeException bug, UriInfo uri) {
        LOG.log(Level.ERROR, "a request failed", bug);
        return answer(
                uri, 500, "A mistake in Drydock", "That is our fault. Whoever runs it finds the reason in its log.");
    }

    private static boolean isApi(UriInfo uri) {
        return uri.getPath().startsWith("/api/");
    }

    private static Response answer(UriInfo uri, int status, String title, String detail) {
        var problem = new Problem(title, status, detail);
        Response.ResponseBuilder response = Response.status(status).header(HttpHeaders.CACHE_CONTROL, "no-store");
        return isApi(uri)
                ? response.type(Problem.MEDIA_TYPE).entity(problem).build()
                : response.type(MediaType.TEXT_HTML + ";charset=UTF-8")
                        .entity(Templates.error(problem).render())
                        .build();
    }
}
