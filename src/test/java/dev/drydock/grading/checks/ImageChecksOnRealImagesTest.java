package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.RealImages;
import dev.drydock.grading.RealImages.Submission;
import dev.drydock.yaml.YamlFile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks on layers, bases and stages, each on an image that has the property and on one that has not. */
@Tag("engine")
class ImageChecksOnRealImagesTest {

    /** Line 2 writes two megabytes, of which line 3 deletes half; the tool is a link to a program that is there. */
    private static final String WASTEFUL = """
            FROM python:3.11-slim
            RUN mkdir /blobs && head -c 1000000 /dev/urandom >/blobs/a && head -c 1000000 /dev/urandom >/blobs/b
            RUN rm /blobs/a && ln -s python3 /usr/local/bin/gcc
            USER 1000
            CMD ["sleep", "60"]
            """;

    private static final String STAGED = """
            FROM python:3.11-slim AS build
            RUN mkdir /blobs && head -c 1000000 /dev/urandom >/blobs/b
            FROM debian:bookworm-slim
            COPY --from=build /blobs /blobs
            USER nobody
            CMD ["sleep", "60"]
            """;

    private static final String COPIED_FROM_AN_IMAGE = """
            FROM python:3.11-slim
            COPY --from=debian:bookworm-slim /etc/debian_version /version
            CMD ["sleep", "60"]
            """;

    private static final String MOUNTED = """
            FROM python:3.11-slim
            COPY app.py requirements.txt .
            RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
            """;

    private static final String MODEL_FIRST = """
            FROM python:3.11-slim
            COPY model model
            COPY requirements.txt .
            RUN pip install --no-cache-dir -r requirements.txt
            COPY app.py .
            """;

    private static final String CODE_FIRST = """
            FROM python:3.11-slim
            RUN pip install --no-cache-dir idna
            COPY app.py requirements.txt .
            COPY model model
            """;

    @Test
    void sizesAndLayers() {
        judged(WASTEFUL, new SizeMax(), "{megabytes: 3}").passes();
        judged(WASTEFUL, new SizeMax(), "{megabytes: 1}").fails(new Lines(2, 2));
        judged(WASTEFUL, new LayersMax(), "{max: 2}").passes();
        judged(WASTEFUL, new LayersMax(), "{max: 1}").fails(new Lines(2, 2), new Lines(3, 3));
    }

    @Test
    void waste() {
        judged(STAGED, new WasteMax(), "{kilobytes: 0}").passes();
        Judged wasteful = judged(WASTEFUL, new WasteMax(), "{kilobytes: 900}");
        wasteful.fails(new Lines(2, 2), new Lines(3, 3));
        assertThat(wasteful.finding().actual()).startsWith("1.0 MB in vain");
    }

    @Test
    void stages() {
        judged(STAGED, new StagesMin(), "{min: 2}").passes();
        judged(STAGED.replace("COPY --from=build /blobs /blobs", "RUN true"), new StagesMin(), "{min: 2}")
                .fails(new Lines(3, 3));
        judged(COPIED_FROM_AN_IMAGE, new StagesMin(), "{min: 2}").fails(new Lines(1, 1));
    }

    @Test
    void tools() {
        judged(STAGED, new ToolsAbsent(), "{tools: [python3]}").passes();
        judged(WASTEFUL, new ToolsAbsent(), "{}").fails(new Lines(3, 3));
        judged(WASTEFUL.replace("USER 1000", "ENV PATH=/opt/app/bin"), new ToolsAbsent(), "{}")
                .fails(new Lines(3, 3));
    }

    @Test
    void bases() {
        judged(WASTEFUL, new ImageSharesLayers(), "{base: 'python:3.11-slim'}").passes();
        judged(STAGED, new ImageSharesLayers(), "{base: 'python:3.11-slim'}").fails(new Lines(3, 3));
        judged(STAGED, new BaseSlim(), "{}").passes();
        judged(STAGED, new BasePinned(), "{by: version}").passes();
        judged(STAGED, new BasePinned(), "{by: digest}").fails(new Lines(3, 3));
    }

    @Test
    void users() {
        judged(WASTEFUL, new UserNumeric(), "{}").passes();
        judged(STAGED, new UserNumeric(), "{}").fails(new Lines(5, 5));
    }

    @Test
    void layersAndInstallsAfterAnEdit() {
        judged(MODEL_FIRST, new LayerUnchanged(), "{edit: source, path: /model}")
                .passes();
        judged(CODE_FIRST, new LayerUnchanged(), "{edit: source, path: /model/weights}")
                .passes();
        judged(
                        MODEL_FIRST.replace("COPY model model\n", "COPY app.py model model/\n"),
                        new LayerUnchanged(),
                        "{edit: source, path: /model}")
                .fails(new Lines(2, 2));
        judged(MODEL_FIRST, new CacheInvalidation(), "{edit: requirements}").passes();
        judged(CODE_FIRST, new CacheInvalidation(), "{edit: requirements}").fails(new Lines(2, 2));
    }

    @Test
    void installsThatRanAgainWithAWarmCacheMount() {
        Judged follows = judged(MOUNTED, new CacheInvalidation(), "{edit: requirements}");
        follows.passes();
        assertThat(follows.finding().actual()).contains("with a warm cache mount");
        Judged notReused = judged(MOUNTED, new CacheReuse(), "{edit: source}");
        notReused.fails(new Lines(2, 2), new Lines(3, 3));
        assertThat(notReused.finding().actual()).contains("ran again").contains("with a warm cache mount");
    }

    @Test
    void packagesAndTheIndex() {
        judged(MODEL_FIRST, new PackagesIndex(), "{edit: source, max: 0}").passes();
        judged(MODEL_FIRST, new PackagesIndex(), "{edit: requirements, max: 0}")
                .fails(new Lines(3, 3), new Lines(4, 4), new Lines(5, 5));
        String pinned = MODEL_FIRST.replace("-r requirements.txt", "joblib==1.2.0");
        judged(pinned, new PackagesStable(), "{}").passes();
        Judged open = judged(pinned.replace("==1.2.0", ""), new PackagesStable(), "{}");
        open.fails(new Lines(4, 4));
        assertThat(open.finding().actual()).isEqualTo("changed: joblib 1.2.0 → 1.2.1");
    }

    private record Judged(Finding finding) {
        void passes() {
            assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.PASSED);
        }

        void fails(Lines... lines) {
            assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.FAILED);
            assertThat(finding.lines()).isEqualTo(List.of(lines));
        }
    }

    private static <P extends Record> Judged judged(String dockerfile, Check<P> check, String parameters) {
        P read = YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), "");
        Submission submission = Submission.of(dockerfile)
                .file("app.py", "print('hello')\n")
                .file("requirements.txt", "idna\n")
                .file("model/weights", "0.1 0.2\n")
                .edit("source", "app.py")
                .edit("requirements", "requirements.txt");
        return new Judged(RealImages.observe(submission, seen -> check.judge(read, seen)));
    }
}
