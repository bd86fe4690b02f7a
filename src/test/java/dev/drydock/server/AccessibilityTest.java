package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.lesson.Lessons;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages in a real browser: what axe finds, in light and dark, and whether they fit a narrow window. */
@Tag("browser")
@Tag("turn3")
class AccessibilityTest {

    private static final String REFUSED = "a refused submission";
    private static final String WAITING = "a waiting submission";

    @TempDir
    static Path home;

    static ServerProcess server;
    static Browser browser;
    static String refused;
    static String waiting;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(Map.of("DRYDOCK_ROLES", "web", "DRYDOCK_HOME", home.toString()));
        browser = new Browser();
        var http = new Http(server);
        refused = path(http.submit("first-ml-container", "FROM python:3.11-slim\nCOPPY . .\n"));
        waiting = path(http.submit("first-ml-container", "FROM python:3.11-slim\n"));
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, LIGHT, 1280",
        "/, DARK, 360",
        "/lessons/03-layers-and-cache, LIGHT, 360",
        "/lessons/03-layers-and-cache?comment-in-requirements=0, LIGHT, 1280",
        "/exercises/inference-server, LIGHT, 1280",
        "/exercises/inference-server, DARK, 360",
        REFUSED + ", LIGHT, 360",
        REFUSED + ", DARK, 1280",
        WAITING + ", LIGHT, 1280",
        WAITING + ", DARK, 360",
        "/sign-in, DARK, 360",
        "/nothing-here, LIGHT, 360",
    })
    void everybodyCanUse(String where, ColorScheme scheme, int width) {
        look(where.equals(REFUSED) ? refused : where.equals(WAITING) ? waiting : where, scheme, width);
    }

    static Stream<String> lessons() {
        return Lessons.load(Path.of("")).all().stream().map(Lesson::id);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everybodyCanReadEveryLesson(String lesson) {
        look("/lessons/" + lesson, ColorScheme.DARK, 360);
    }

    private static void look(String path, ColorScheme scheme, int width) {
        Page page = browser.open(width, scheme);
        page.navigate(server.at(path).toString());
        assertThat(Browser.violations(page)).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("nothing sticks out of the window")
                .isTrue();
        page.context().close();
    }

    private static String path(HttpResponse<String> redirect) {
        return URI.create(redirect.headers().firstValue("Location").orElseThrow())
                .getPath();
    }
}
