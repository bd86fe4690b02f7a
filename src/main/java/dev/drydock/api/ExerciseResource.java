package dev.drydock.api;

import dev.drydock.content.Exercise;
import dev.drydock.grading.Grader;
import dev.drydock.learning.Course;
import dev.drydock.reception.Reception;
import dev.drydock.submission.Handed;
import dev.drydock.web.Problem;
import dev.drydock.web.RateLimits;
import dev.drydock.web.Visitors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exercises, and handing in. */
@Path(ExerciseResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@SecurityScheme(
        securitySchemeName = ExerciseResource.TOKEN,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A token of one's account. A Drydock that only the own machine can reach asks for none.")
@SecurityRequirement(name = ExerciseResource.TOKEN)
@Tag(name = "Exercises", description = "What there is to do, and handing in what was done.")
@APIResponse(
        responseCode = "401",
        description = "No token, or one that is not valid.",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public final class ExerciseResource {

    static final String PATH = "/api/v1/exercises";

    /** What signs a program in, in the description of the API. */
    static final String TOKEN = "token";

    private static final String ZIP = "application/zip";
    private static final String TAR = "application/x-tar";
    private static final String GZIP = "application/gzip";

    private final Course course;
    private final Reception reception;
    private final Visitors visitors;
    private final RateLimits limits;

    ExerciseResource(Course course, Reception reception, Visitors visitors, RateLimits limits) {
        this.course = course;
        this.reception = reception;
        this.visitors = visitors;
        this.limits = limits;
    }

    /** What is sent to hand files in; for the description of the API alone. */
    @Schema(name = "Files", description = "Contents by path: a string, or {\"base64\": \"…\"} for what is no text.")
    public record FilesBody(
            @Schema(example = "{\"Dockerfile\": \"FROM python:3.11-slim\\n\"}")
            Map<String, Object> files) {}

    @GET
    @Operation(operationId = "listExercises", summary = "All exercises")
    @APIResponse(
            responseCode = "200",
            description = "The exercises by id.",
            content = @Content(schema = @Schema(implementation = ExerciseView.Listing.class)))
    public ExerciseView.Listing list() {
        visitors.current();
        return new ExerciseView.Listing(course.exercises().stream()
                .map(exercise -> ExerciseView.Summary.of(exercise, course.grader(exercise)))
                .toList());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getExercise", summary = "An exercise with its brief and what is looked at")
    @APIResponse(
            responseCode = "200",
            description = "The exercise.",
            content = @Content(schema = @Schema(implementation = ExerciseView.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such exercise; the nearest name is told.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ExerciseView get(@PathParam("id") String id) {
        boolean all = visitors.current().seesEverything();
        Exercise exercise = course.exercise(id);
        Grader grader = course.grader(exercise);
        return ExerciseView.of(exercise, all ? grader : grader.forLearners());
    }

    @POST
    @Path("/{id}/submissions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submit",
            summary = "Hands files in, as JSON or as an archive",
            description = "An archive is told by its content. What cannot be built is taken as well, and has its"
                    + " verdict at once: its state is invalid.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FilesBody.class)),
                @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = TAR, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = GZIP, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "201",
            description = "It was taken; Location names it.",
            content = @Content(schema = @Schema(implementation = SubmissionView.Receipt.class)))
    @APIResponse(responseCode = "400", description = "The body cannot be read; the detail says where.")
    @APIResponse(responseCode = "404", description = "There is no such exercise; the nearest name is told.")
    @APIResponse(responseCode = "413", description = "More than 16 MiB were sent.")
    @APIResponse(responseCode = "415", description = "Neither JSON nor zip, tar or gzip.")
    @APIResponse(
            responseCode = "429",
            description = "Too often, too much for a day, or too many that are not graded yet.")
    @APIResponse(responseCode = "503", description = "The disk is nearly full, or the database does not answer.")
    public Response submitFiles(@PathParam("id") String id, byte[] body) {
        return take(id, exercise -> {
            Map<String, byte[]> files = JsonFiles.read(body);
            return reception.take(visitors.current().name(), exercise, course.grader(exercise), files);
        });
    }

    /** The same operation as above in the description of the API, which has one for a path and a method. */
    @POST
    @Path("/{id}/submissions")
    @Consumes({ZIP, TAR, GZIP})
    @Operation(hidden = true)
    public Response submitArchive(@PathParam("id") String id, InputStream body) throws IOException {
        java.nio.file.Path archive = Files.createTempFile("drydock-submission-", ".archive");
        try {
            Files.copy(body, archive, StandardCopyOption.REPLACE_EXISTING);
            return take(
                    id,
                    exercise -> reception.take(visitors.current().name(), exercise, course.grader(exercise), archive));
        } finally {
            Files.delete(archive);
        }
    }

    private Response take(String id, Function<Exercise, Handed> take) {
        Exercise exercise = course.exercise(id);
        limits.demandChange(visitors.current().name());
        Handed handed = take.apply(exercise);
        return Response.created(URI.create(SubmissionResource.PATH + "/" + handed.id()))
                .entity(SubmissionView.Receipt.of(handed))
                .build();
    }
}
