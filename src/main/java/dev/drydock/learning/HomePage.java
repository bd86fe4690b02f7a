package dev.drydock.learning;

import dev.drydock.content.Exercise;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.submission.SubmissionStore;
import dev.drydock.web.Layout;
import dev.drydock.web.Visitors;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Home: all lessons and exercises, and how far one is with them. */
@Path("/")
@RunOnVirtualThread
public final class HomePage {

    private final Course course;
    private final SubmissionStore submissions;
    private final Visitors visitors;

    HomePage(Course course, SubmissionStore submissions, Visitors visitors) {
        this.course = course;
        this.submissions = submissions;
        this.visitors = visitors;
    }

    @CheckedTemplate(basePath = "learning")
    static final class Templates {
        static native TemplateInstance home(Layout layout, List<Lesson> lessons, List<Entry> exercises);

        private Templates() {}
    }

    /**
     * An exercise in the list.
     *
     * @param best of the visitor's results, if there is one
     */
    record Entry(Exercise exercise, Optional<SubmissionStore.Result> best) {

        /** For templates. */
        public boolean passed() {
            return best.filter(result -> result.outcome().equals("passed")).isPresent();
        }
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance get() {
        Layout layout = visitors.layout("Drydock");
        Map<String, SubmissionStore.Result> best =
                submissions.bestOf(layout.visitor().name());
        List<Entry> exercises = course.exercises().stream()
                .map(exercise -> new Entry(exercise, Optional.ofNullable(best.get(exercise.id()))))
                .toList();
        return Templates.home(layout, course.lessons(), exercises);
    }
}
