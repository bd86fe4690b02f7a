package dev.drydock.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.submission.EventStore;
import dev.drydock.submission.Handed;
import dev.drydock.submission.Queue;
import dev.drydock.submission.SubmissionEvent;
import dev.drydock.submission.SubmissionState;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.submission.Submissions;
import dev.drydock.web.Problem;
import dev.drydock.web.RateLimits;
import dev.drydock.web.ServerSentEvents;
import dev.drydock.web.VisibleSubmissions;
import dev.drydock.web.Visitors;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of what was handed in. */
@Path(SubmissionResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = ExerciseResource.TOKEN)
@Tag(name = "Submissions", description = "What became of what was handed in.")
@APIResponse(
        responseCode = "401",
        description = "No token, or one that is not valid.",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "404",
        description = "There is no such thing, or not for whoever asks.",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public final class SubmissionResource {

    static final String PATH = "/api/v1/submissions";

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final SubmissionStore store;
    private final EventStore events;
    private final Queue queue;
    private final Submissions submissions;
    private final ServerSentEvents streams;
    private final VisibleSubmissions visible;
    private final Visitors visitors;
    private final RateLimits limits;

    SubmissionResource(
            SubmissionStore store,
            EventStore events,
            Queue queue,
            Submissions submissions,
            ServerSentEvents streams,
            VisibleSubmissions visible,
            Visitors visitors,
            RateLimits limits) {
        this.store = store;
        this.events = events;
        this.queue = queue;
        this.submissions = submissions;
        this.streams = streams;
        this.visible = visible;
        this.visitors = visitors;
        this.limits = limits;
    }

    @GET
    @Operation(operationId = "listSubmissions", summary = "One's own submissions, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "The submissions.",
            content = @Content(schema = @Schema(implementation = SubmissionView.Listing.class)))
    @APIResponse(responseCode = "400", description = "The limit is no number from 1 to 100.")
    public SubmissionView.Listing list(
            @QueryParam("exercise") @Parameter(description = "Those to this exercise alone.") @Nullable String exercise,
            @QueryParam("limit")
                    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                    @Nullable
                    String limit) {
        String learner = visitors.current().name();
        int most = Math.toIntExact(Mistakes.number("limit", limit, 1, MOST, USUAL));
        List<Handed> found =
                exercise == null ? store.ofLearner(learner, most) : store.ofLearner(learner, exercise, most);
        return new SubmissionView.Listing(views(found));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getSubmission", summary = "A submission: where it is on its way")
    @APIResponse(
            responseCode = "200",
            description = "The submission.",
            content = @Content(schema = @Schema(implementation = SubmissionView.class)))
    public SubmissionView get(@PathParam("id") UUID id) {
        return views(List.of(visible.find(id))).getFirst();
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "cancelSubmission", summary = "Cancels a submission")
    @APIResponse(
            responseCode = "200",
            description = "It is cancelled.",
            content = @Content(schema = @Schema(implementation = SubmissionView.class)))
    @APIResponse(responseCode = "409", description = "It has ended already.")
    @APIResponse(responseCode = "429", description = "Too often.")
    public SubmissionView cancel(@PathParam("id") UUID id) {
        visible.find(id);
        limits.demandChange(visitors.current().name());
        return views(List.of(submissions.cancel(id))).getFirst();
    }

    @GET
    @Path("/{id}/events")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followSubmission",
            summary = "What happens, as it happens",
            description = "Server-sent events from the first, or after the number in Last-Event-ID or ?after=, to the"
                    + " event named end. Between them an event named waiting tells the place in the queue.")
    @APIResponse(
            responseCode = "200",
            description = "Events until it has ended.",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "The number of the last event is no number.")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") UUID id,
            @HeaderParam("Last-Event-ID") @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @Nullable
                    String lastEventId,
            @QueryParam("after") @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @Nullable String after,
            @Context Sse sse) {
        visible.find(id);
        long asked = Mistakes.number("after", after, 0, Long.MAX_VALUE, 0);
        long last = Mistakes.number("Last-Event-ID", lastEventId, 0, Long.MAX_VALUE, asked);
        return streams.follow(sse, visitors.current().name(), id, last, SubmissionEvent::json);
    }

    @GET
    @Path("/{id}/verdict")
    @Operation(
            operationId = "getVerdict",
            summary = "The verdict, byte by byte as it was made",
            description = "It follows docs/verdict.schema.json. Learners are not told what hidden checks look at.")
    @APIResponse(
            responseCode = "200",
            description = "The verdict.",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] verdict(@PathParam("id") UUID id) {
        visible.find(id);
        String document = store.verdict(id)
                .orElseThrow(() -> Mistakes.notFound("There is no verdict yet. Follow the events until they end."));
        return VerdictDocument.shown(document, visitors.current()).getBytes(StandardCharsets.UTF_8);
    }

    @GET
    @Path("/{id}/files")
    @Operation(operationId = "getFiles", summary = "What was handed in")
    @APIResponse(
            responseCode = "200",
            description = "The files in the form in which they are handed in.",
            content = @Content(schema = @Schema(implementation = ExerciseResource.FilesBody.class)))
    public JsonNode files(@PathParam("id") UUID id) {
        visible.find(id);
        return JsonFiles.write(store.files(id).contents());
    }

    @GET
    @Path("/{id}/log")
    @Produces("text/plain;charset=UTF-8")
    @Operation(
            operationId = "getLog",
            summary = "What happened until now, with the output of the build, as lines for people")
    @APIResponse(
            responseCode = "200",
            description = "The log; a terminal obeys nothing in it.",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    public StreamingOutput log(@PathParam("id") UUID id) {
        visible.find(id);
        return new LogStream(events, id);
    }

    private List<SubmissionView> views(List<Handed> found) {
        Map<UUID, SubmissionStore.Result> results = store.results(found);
        return found.stream()
                .map(handed -> SubmissionView.of(handed, Optional.ofNullable(results.get(handed.id())), place(handed)))
                .toList();
    }

    private Optional<Queue.Place> place(Handed handed) {
        return handed.state() == SubmissionState.QUEUED ? Optional.of(queue.place(handed)) : Optional.empty();
    }
}
