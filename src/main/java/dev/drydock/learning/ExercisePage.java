package dev.drydock.learning;

import dev.drydock.content.Exercise;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.markdown.MarkdownPage;
import dev.drydock.grading.Grader;
import dev.drydock.reception.Reception;
import dev.drydock.submission.Handed;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.web.Layout;
import dev.drydock.web.RateLimits;
import dev.drydock.web.Visitors;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** An exercise: its brief, the files to write, and what was handed in before. */
@Path("/exercises/{id}")
@RunOnVirtualThread
public final class ExercisePage {

    private static final int HISTORY = 20;

    private final Course course;
    private final SubmissionStore submissions;
    private final Reception reception;
    private final Visitors visitors;
    private final RateLimits limits;

    ExercisePage(
            Course course, SubmissionStore submissions, Reception reception, Visitors visitors, RateLimits limits) {
        this.course = course;
        this.submissions = submissions;
        this.reception = reception;
        this.visitors = visitors;
        this.limits = limits;
    }

    @CheckedTemplate(basePath = "learning")
    static final class Templates {
        static native TemplateInstance exercise(
                Layout layout,
                Exercise exercise,
                MarkdownPage page,
                RawString brief,
                Grader grader,
                List<ExerciseFiles.Field> fields,
                List<ExerciseFiles.Given> given,
                List<Lesson> lessons,
                List<HistoryEntry> history);

        private Templates() {}
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance get(@PathParam("id") String id) {
        // Taken first: should the content change in between, what is made for it goes with the old edition.
        Rendered rendered = course.rendered();
        Exercise exercise = course.exercise(id);
        Layout layout = visitors.layout(exercise.title());
        List<Handed> before = submissions.ofLearner(layout.visitor().name(), id, HISTORY);
        Map<String, byte[]> last = before.isEmpty()
                ? Map.of()
                : submissions.files(before.getFirst().id()).contents();
        MarkdownPage brief = rendered.brief(exercise);
        return Templates.exercise(
                layout,
                exercise,
                brief,
                new RawString(brief.html()),
                layout.visitor().seesEverything()
                        ? course.grader(exercise)
                        : course.grader(exercise).forLearners(),
                ExerciseFiles.fields(exercise, last),
                ExerciseFiles.given(exercise),
                exercise.settings().lessons().stream()
                        .flatMap(lesson -> course.findLesson(lesson).stream())
                        .toList(),
                HistoryEntry.of(before, submissions.results(before)));
    }

    /** Hands in what was written. */
    @POST
    @Path("/submissions")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(@PathParam("id") String id, MultivaluedMap<String, String> form) {
        Exercise exercise = course.exercise(id);
        String learner = visitors.current().name();
        limits.demandChange(learner);
        Handed handed =
                reception.take(learner, exercise, course.grader(exercise), ExerciseFiles.ofForm(exercise, form));
        return Response.seeOther(URI.create("/submissions/" + handed.id())).build();
    }
}
