package dev.drydock.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.drydock.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner at work, in a real browser, with real gradings: types, watches, is told what is wrong, mends it. */
@Tag("engine")
@Tag("browser")
class LearnerTest {

    private static final Path EXERCISE = Path.of("exercises/inference-server");
    private static final double LONG = 300_000;

    @TempDir
    Path home;

    private Browser browser;
    private ServerProcess server;

    @BeforeEach
    void start() {
        TestSandbox.host();
        server = ServerProcess.start(environment());
        browser = new Browser();
    }

    /** The machine's prepared sandboxes, but a database of its own. */
    private Map<String, String> environment() {
        return Map.of("DRYDOCK_SANDBOXES", "1", "DRYDOCK_POSTGRES", home.toString());
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    @Test
    void solvesAnExerciseThoughTheServerIsKilledOnTheWay() throws IOException {
        Page page = browser.open(1280, ColorScheme.LIGHT);
        page.navigate(server.url().toString());
        page.getByText("A production inference server").first().click();

        type(page, Files.readString(EXERCISE.resolve("wrong/copy-all-first/Dockerfile")));
        Locator log = page.locator("[data-log]");
        assertThat(log).containsText("pip install", within());
        photograph(page, "live");
        int port = server.url().getPort();
        server.kill();
        server = ServerProcess.start(environment(), "--port", Integer.toString(port));
        assertThat(page.locator(".verdict.failed")).isVisible(visibleWithin());
        assertThat(page.locator(".lines .guilty").first()).containsText(Pattern.compile("COPY|RUN"));

        photograph(page, "not-passed");
        page.getByText("Improve it").click();
        type(page, Files.readString(EXERCISE.resolve("solution/Dockerfile")));
        assertThat(page.locator(".verdict.passed")).isVisible(visibleWithin());
        photograph(page, "passed");
    }

    /** For people to look at. */
    private static void photograph(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", name + ".png")));
    }

    private static void type(Page page, String dockerfile) {
        Locator area = page.getByLabel("Dockerfile", new Page.GetByLabelOptions().setExact(true));
        area.fill("");
        area.pressSequentially(dockerfile);
        area.press("Control+Enter");
        page.waitForURL("**/submissions/**");
    }

    private static LocatorAssertions.ContainsTextOptions within() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(LONG);
    }

    private static LocatorAssertions.IsVisibleOptions visibleWithin() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(LONG);
    }
}
