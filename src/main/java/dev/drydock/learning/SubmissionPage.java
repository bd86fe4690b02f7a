package dev.drydock.learning;

import dev.drydock.content.Exercise;
import dev.drydock.submission.Handed;
import dev.drydock.submission.SubmissionEvent;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.submission.Submissions;
import dev.drydock.text.AnsiText;
import dev.drydock.web.Layout;
import dev.drydock.web.RateLimits;
import dev.drydock.web.ServerSentEvents;
import dev.drydock.web.VisibleSubmissions;
import dev.drydock.web.Visitors;
import dev.drydock.yaml.Mappers;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A submission: live while it is graded, and its verdict afterwards. */
@Path("/submissions/{id}")
public final class SubmissionPage {

    /** A carriage return ends no line: it begins the same one anew. */
    private static final Pattern LINE_BREAK = Pattern.compile("\n");

    private final Course course;
    private final SubmissionStore store;
    private final Submissions submissions;
    private final ServerSentEvents streams;
    private final VisibleSubmissions visible;
    private final Visitors visitors;
    private final RateLimits limits;

    SubmissionPage(
            Course course,
            SubmissionStore store,
            Submissions submissions,
            ServerSentEvents streams,
            VisibleSubmissions visible,
            Visitors visitors,
            RateLimits limits) {
        this.course = course;
        this.store = store;
        this.submissions = submissions;
        this.streams = streams;
        this.visible = visible;
        this.visitors = visitors;
        this.limits = limits;
    }

    @CheckedTemplate(basePath = "learning")
    static final class Templates {
        static native TemplateInstance submission(
                Layout layout,
                Handed handed,
                String exerciseTitle,
                boolean live,
                Optional<VerdictView> shown,
                List<SubmittedFile> files);

        private Templates() {}
    }

    @GET
    @RunOnVirtualThread
    @Produces(MediaType.TEXT_HTML)
    public Response get(@PathParam("id") UUID id) {
        Handed handed = visible.find(id);
        Layout layout = visitors.layout("Submission");
        Optional<VerdictView> verdict = store.verdict(id).map(document -> VerdictView.of(document, layout.visitor()));
        String title = course.exercises().stream()
                .filter(exercise -> exercise.id().equals(handed.exercise()))
                .map(Exercise::title)
                .findFirst()
                .orElse(handed.exercise());
        TemplateInstance page = Templates.submission(
                layout,
                handed,
                title,
                !handed.state().isFinal(),
                verdict,
                SubmittedFile.of(store.files(id).contents(), verdict));
        return Response.ok(page).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    /** What happens, as it happens. */
    @GET
    @Path("/events")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(
            @PathParam("id") UUID id, @HeaderParam("Last-Event-ID") @DefaultValue("0") long after, @Context Sse sse) {
        visible.find(id);
        return streams.follow(sse, visitors.current().name(), id, after, SubmissionPage::forBrowser);
    }

    /** A log's lines with their colours, for elements with text in them; everything else as it is. */
    private static String forBrowser(SubmissionEvent event) {
        return event instanceof SubmissionEvent.Log log
                ? Mappers.DOCUMENTS.valueToTree(LogLines.of(log)).toString()
                : event.json();
    }

    /** A log for a browser. */
    record LogLines(String phase, String step, List<List<AnsiText.Piece>> lines) {

        static LogLines of(SubmissionEvent.Log log) {
            return new LogLines(
                    log.phase(),
                    log.step(),
                    LINE_BREAK.splitAsStream(log.text()).map(AnsiText::line).toList());
        }
    }

    @POST
    @RunOnVirtualThread
    @Path("/cancel")
    public Response cancel(@PathParam("id") UUID id) {
        visible.find(id);
        limits.demandChange(visitors.current().name());
        submissions.cancel(id);
        return Response.seeOther(URI.create("/submissions/" + id)).build();
    }
}
