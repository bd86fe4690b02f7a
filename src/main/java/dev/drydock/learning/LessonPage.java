package dev.drydock.learning;

import dev.drydock.content.Exercise;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.lesson.LessonFigures;
import dev.drydock.content.markdown.MarkdownPage;
import dev.drydock.web.Layout;
import dev.drydock.web.Visitors;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lesson with its figures and its quiz. */
@Path("/lessons/{id}")
@RunOnVirtualThread
public final class LessonPage {

    private static final Map<String, String> MEDIA_TYPES =
            Map.of("svg", "image/svg+xml", "png", "image/png", "webp", "image/webp");

    private final Course course;
    private final Visitors visitors;

    LessonPage(Course course, Visitors visitors) {
        this.course = course;
        this.visitors = visitors;
    }

    @CheckedTemplate(basePath = "learning")
    static final class Templates {
        static native TemplateInstance lesson(Layout layout, Lesson lesson, RawString article);

        static native TemplateInstance lessonArticle(
                Lesson lesson,
                MarkdownPage page,
                RawString body,
                List<Exercise> exercises,
                List<AskedQuestion> questions,
                Optional<Lesson> previous,
                Optional<Lesson> next);

        private Templates() {}
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public String get(@PathParam("id") String id, @Context UriInfo uri) {
        // Taken first: should the content change in between, what is made for it goes with the old edition.
        Rendered rendered = course.rendered();
        Lesson lesson = course.lesson(id);
        // Before anything is rendered: it turns strangers away.
        Layout layout = visitors.layout(lesson.title());
        MultivaluedMap<String, String> answers = uri.getQueryParameters();
        RawString article = answers.isEmpty()
                ? rendered.article(lesson, () -> article(lesson, answers, rendered))
                : new RawString(article(lesson, answers, rendered));
        return Templates.lesson(layout, lesson, article).render();
    }

    private String article(Lesson lesson, MultivaluedMap<String, String> answers, Rendered rendered) {
        MarkdownPage page = rendered.page(lesson);
        List<Exercise> exercises =
                lesson.settings().exercises().stream().map(course::exercise).toList();
        List<AskedQuestion> questions = lesson.quiz().stream()
                .flatMap(quiz -> quiz.questions().stream())
                .map(question -> AskedQuestion.of(question, answers, rendered))
                .toList();
        List<Lesson> all = course.lessons();
        int place = all.indexOf(lesson);
        return Templates.lessonArticle(
                        lesson,
                        page,
                        new RawString(page.html()),
                        exercises,
                        questions,
                        place > 0 ? Optional.of(all.get(place - 1)) : Optional.empty(),
                        place >= 0 && place + 1 < all.size() ? Optional.of(all.get(place + 1)) : Optional.empty())
                .render();
    }

    @GET
    @Path("/figures/{name}")
    public Response figure(@PathParam("id") String id, @PathParam("name") String name) throws IOException {
        java.nio.file.Path figure =
                LessonFigures.figure(course.lesson(id), name).orElseThrow(NotFoundException::new);
        String type = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return Response.ok(Files.readAllBytes(figure), type)
                // A picture styles itself and runs nothing, also when somebody opens it by itself.
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=300")
                .build();
    }
}
