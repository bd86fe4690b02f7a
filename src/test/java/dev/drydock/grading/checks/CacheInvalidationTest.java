package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Image;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeRebuild;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CacheInvalidationTest {

    private static final StepResult INSTALL = FakeObservations.step("[3/4] RUN pip install -r requirements.txt", "");
    private static final StepResult COPY = FakeObservations.step("[2/4] COPY requirements.txt .", "");
    private static final StepResult COPIED = FakeObservations.step("[2/4] COPY --from=x /site /site", "");
    private static final StepResult TOOL = FakeObservations.step("[2/4] RUN pip install tool", "");
    private static final StepResult ABOVE = FakeObservations.step("[2/4] RUN pip install six", "");
    private static final BuildOutcome BUILT = new BuildOutcome.Built("sha256:1", List.of(), Duration.ZERO);

    private final FakeObservations seen = FakeObservations.of(
            "FROM x\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt\n");

    private Finding judge(BuildOutcome outcome, List<StepResult> installs, StepResult... again) {
        seen.rebuilt(FakeRebuild.after("requirements.txt")
                .outcome(outcome)
                .installs(installs.toArray(StepResult[]::new))
                .ranAgain(again)
                .get());
        return new CacheInvalidation().judge(new CacheInvalidation.Parameters("requirements", Optional.of(true)), seen);
    }

    @Test
    void anInstallThatRunsAgainPassesAndTellsOfAWarmCacheMount() {
        Finding finding = judge(BUILT, List.of(INSTALL), COPY, INSTALL);

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).contains("(line 3, with a warm cache mount)");
    }

    @Test
    void aFrozenInstallFailsAtItsLine() {
        Finding finding = judge(BUILT, List.of(INSTALL), COPY);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
        assertThat(finding.message()).contains("the day on which the cache was filled");
    }

    @Test
    void noInstallAtAllFails() {
        assertThat(judge(BUILT, List.of(), COPY).actual()).isEqualTo("no step of the build installs packages");
    }

    @Test
    void aBuildThatFailsAfterTheEditFails() {
        var failed = new BuildOutcome.Failed(Optional.empty(), "exit code: 1", List.of(), Duration.ZERO);

        assertThat(judge(failed, List.of(INSTALL), COPY, INSTALL).actual()).contains("no longer builds");
    }

    private static LayerFile distribution(String path) {
        return new LayerFile(path + ".dist-info", LayerFile.Kind.DIRECTORY, 0, 0755, 0, 0, Optional.empty());
    }

    private static LayerFile module(String path) {
        return module(path, 700);
    }

    private static LayerFile module(String path, long bytes) {
        return new LayerFile(path, LayerFile.Kind.FILE, bytes, 0644, 0, 0, Optional.empty());
    }

    private Finding added(LayerFile... more) {
        return edited(FakeRebuild.after("requirements.txt"), more);
    }

    /** A list of two packages that lie in /site, one of them in /tools as well. */
    private Finding edited(FakeRebuild rebuild, LayerFile... more) {
        List<LayerFile> there = List.of(
                distribution("/site/flask-2.2.2"),
                module("/site/flask.py", 700),
                distribution("/site/six-1.16.0"),
                distribution("/tools/six-1.16.0"));
        there.forEach(file -> seen.holding(1, file));
        seen.given("requirements.txt", "Flask==2.2.2\nsix==1.16.0\n")
                .installing(INSTALL, "/site/flask-2.2.2.dist-info/RECORD");
        var image =
                new Image("sha256:rebuilt", seen.image().config(), seen.image().layers(), List.of());
        seen.holding(
                        image,
                        List.of(
                                List.of(),
                                Stream.concat(there.stream(), Stream.of(more)).toList()))
                .rebuilt(rebuild.installs(INSTALL)
                        .ranAgain(COPY, INSTALL)
                        .image(image)
                        .added("colorama==0.4.6")
                        .get());
        return new CacheInvalidation().judge(new CacheInvalidation.Parameters("requirements", Optional.of(true)), seen);
    }

    /** The Dockerfile has a cache mount, so that it is built a second time. */
    private void keepingNothing() {
        var later =
                new Image("sha256:later", seen.image().config(), seen.image().layers(), List.of());
        seen.holding(later, List.of())
                .rebuiltAgain(FakeRebuild.after("requirements.txt").image(later).get());
    }

    @Test
    void anAddedRequirementHasToBeWhereTheOthersAre() {
        keepingNothing();

        assertThat(added(distribution("/site/colorama-0.4.6"), module("/site/colorama/ansi.py"))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void newerVersionsThanTheListNamesFail() {
        Finding finding = added(
                distribution("/site/colorama-0.4.6"),
                module("/site/colorama/ansi.py"),
                distribution("/site/six-1.16.1"));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("installed: six 1.16.1");
    }

    private Finding raised(LayerFile... more) {
        LayerFile[] all = Stream.concat(
                        Stream.of(distribution("/site/colorama-0.4.6"), module("/site/colorama/ansi.py")),
                        Stream.of(more))
                .toArray(LayerFile[]::new);
        return edited(FakeRebuild.after("requirements.txt").raised("flask==2.2.3"), all);
    }

    @Test
    void aRaisedRequirementThatStaysAsItWasFails() {
        Finding finding = raised();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("installed: flask 2.2.2");
        assertThat(finding.message()).contains("flask==2.2.3 took the place of the version before");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    /** As pip leaves it when it is told a target. */
    @Test
    void aRaisedRequirementBesideTheRecordOfTheOldOnePasses() {
        keepingNothing();
        assertThat(raised(distribution("/site/flask-2.2.3"), module("/site/flask.py", 718))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void aRaisedRequirementWithTheOldModulesFails() {
        assertThat(raised(distribution("/site/flask-2.2.3")).actual())
                .contains("flask 2.2.3 by its record, with the older modules");
    }

    @Test
    void whatTheListNoLongerNamesHasToBeGone() {
        LayerFile[] six = {distribution("/site/colorama-0.4.6"), module("/site/colorama/ansi.py")};
        var later =
                new Image("sha256:later", seen.image().config(), seen.image().layers(), List.of());
        seen.holding(later, List.of(List.of(), List.of(six)))
                .rebuiltAgain(FakeRebuild.after("requirements.txt").image(later).get());

        Finding finding = added(six);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual())
                .isEqualTo("colorama==0.4.6 is still in the image when the list no longer names it");
    }

    @Test
    void whatIsRaisedWithNothingElseHasToCome() {
        LayerFile[] all = {distribution("/site/colorama-0.4.6"), module("/site/colorama/ansi.py")};
        var later =
                new Image("sha256:later", seen.image().config(), seen.image().layers(), List.of());
        seen.holding(later, List.of(List.of(), List.of(distribution("/site/flask-2.2.2"))))
                .rebuiltAgain(FakeRebuild.after("requirements.txt")
                        .image(later)
                        .raised("flask==2.2.3")
                        .get());

        assertThat(added(all).actual())
                .isEqualTo("flask==2.2.3 is not in the image when nothing else on the list has changed");

        seen.holding(later, List.of(List.of(), List.of(distribution("/site/flask-2.2.3"))));
        assertThat(added(all).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aVersionUnderAConditionThatDoesNotHoldIsTheListsFault() {
        keepingNothing();
        LayerFile[] more = {
            distribution("/site/colorama-0.4.6"), module("/site/colorama/ansi.py"), distribution("/site/flask-2.2.3")
        };
        assertThat(added(more).elsewhere()).isEmpty();

        seen.given("requirements.txt", "Flask==2.2.2; os_name == 'nt'\nsix==1.16.0\n");
        Finding finding =
                new CacheInvalidation().judge(new CacheInvalidation.Parameters("requirements", Optional.empty()), seen);

        assertThat(finding.message()).contains("under a condition, which may not hold here");
        assertThat(finding.elsewhere()).containsExactly(new FileLines("requirements.txt", new Lines(1, 1)));
    }

    @Test
    void whatIsOnTheListAndInstalledAboveItFails() {
        keepingNothing();
        seen.installing(COPIED, "/site/six-1.16.0.dist-info/RECORD").installing(TOOL, "/site/tool-1.dist-info/RECORD");
        assertThat(added(distribution("/site/colorama-0.4.6"), module("/site/colorama/ansi.py"))
                        .status())
                .isEqualTo(Status.PASSED);

        seen.installing(ABOVE, "/site/six-1.16.0.dist-info/RECORD");
        Finding finding = added(distribution("/site/colorama-0.4.6"), module("/site/colorama/ansi.py"));

        assertThat(finding.actual()).startsWith("not installed again: what `RUN pip install six`");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aRecordWithoutAModuleIsNotEnough() {
        Finding finding = added(distribution("/site/colorama-0.4.6"));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("colorama==0.4.6 is on record in /site, without a module");
    }

    @Test
    void anInstallThatRanAndDidNotReadTheListFails() {
        Finding finding = added();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("colorama==0.4.6 is not in the rebuilt image");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void anotherFolderOrVersionIsNotEnough() {
        assertThat(added(distribution("/tools/colorama-0.4.6"), module("/tools/colorama/ansi.py"))
                        .actual())
                .endsWith("is in /tools only");
        assertThat(added(distribution("/site/colorama-0.4.7")).status()).isEqualTo(Status.FAILED);
    }
}
