package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Image;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackagesStableTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nRUN pip install flask\n")
            .layer(10, 2)
            .holding(1, distribution("flask-2.2.2"))
            .holding(1, distribution("click-8.1.3"));

    private static LayerFile distribution(String name) {
        return new LayerFile(
                "/usr/lib/python3/site-packages/" + name + ".dist-info",
                Kind.DIRECTORY,
                0,
                0755,
                0,
                0,
                Optional.empty());
    }

    private Finding judge(LayerFile... later) {
        var image =
                new Image("sha256:later", seen.image().config(), seen.image().layers(), List.of());
        seen.later(image).holding(image, List.of(List.of(), List.of(later)));
        return new PackagesStable().judge(new PackagesStable.Parameters(), seen);
    }

    @Test
    void theSameVersionsPass() {
        Finding finding = judge(distribution("click-8.1.3"), distribution("flask-2.2.2"));

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("2 packages, each with the same version");
    }

    @Test
    void newerOnesFailAndAreNamed() {
        Finding finding = judge(distribution("click-8.1.3"), distribution("flask-2.2.3"), distribution("extra-1.0"));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("changed: extra (none) → 1.0, flask 2.2.2 → 2.2.3");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void packagesWithoutRecordsFail() {
        FakeObservations bare = FakeObservations.of("FROM x\nRUN pip install flask && rm -rf records\n")
                .layer(10, 2)
                .holding("/usr/local/lib/python3.11/site-packages/flask/__init__.py", "");
        var image =
                new Image("sha256:later", bare.image().config(), bare.image().layers(), List.of());
        bare.later(image).holding(image, List.of(List.of(), List.of()));

        Finding finding = new PackagesStable().judge(new PackagesStable.Parameters(), bare);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("nothing that says which");
    }

    @Test
    void aNewerVersionWithoutARecordIsToldByItsFiles() {
        var module = "/opt/fixes/werkzeug/__init__.py";
        seen.holding(1, new LayerFile(module, Kind.FILE, 100, 0644, 0, 0, Optional.empty()));

        Finding finding = judge(
                distribution("click-8.1.3"),
                distribution("flask-2.2.2"),
                new LayerFile(module, Kind.FILE, 117, 0644, 0, 0, Optional.empty()));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo(module + " is another file");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whatPipPutsAmongDebiansPackagesCounts() {
        String folder = "/usr/lib/python3/dist-packages/";
        seen.holding(1, new LayerFile(folder + "six-1.15.0.dist-info", Kind.DIRECTORY, 0, 0755, 0, 0, Optional.empty()))
                .holding(1, folder + "six-1.15.0.dist-info/RECORD", "six.py,,")
                .holding(
                        1,
                        new LayerFile(folder + "attr-22.0.dist-info", Kind.DIRECTORY, 0, 0755, 0, 0, Optional.empty()));

        Finding finding = judge(distribution("click-8.1.3"), distribution("flask-2.2.2"));

        assertThat(finding.actual()).isEqualTo("changed: six 1.15.0 → (none)");
    }

    @Test
    void anImageThatNoLongerBuildsFails() {
        assertThat(new PackagesStable()
                        .judge(new PackagesStable.Parameters(), seen)
                        .actual())
                .isEqualTo("the image no longer builds");
    }

    @Test
    void whatInstallsPackagesMayBeNewer() {
        seen.holding(1, distribution("pip-23.0.1"));

        assertThat(judge(distribution("click-8.1.3"), distribution("flask-2.2.2"), distribution("pip-23.0.2"))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void theListsLineAndTheInstallsStepAreNamed() {
        var staged = FakeObservations.of("FROM x AS b\nRUN something\nFROM x\nCOPY --from=b /venv /venv\nRUN true\n")
                .layer(10, 4)
                .holding(1, distribution("flask-2.2.2"))
                .holding(1, distribution("click-8.1.3"))
                .holding(1, distribution("six-1.16.0"))
                .installing(
                        FakeObservations.step("[b 2/2] RUN something", ""),
                        distribution("flask-2.2.2").path() + "/RECORD",
                        distribution("click-8.1.3").path() + "/RECORD")
                .sending("requirements.txt", 20)
                .given("requirements.txt", "# list\nflask>=2\nsix==1.16.0\n");
        var image = new Image(
                "sha256:later", staged.image().config(), staged.image().layers(), List.of());
        staged.later(image)
                .holding(
                        image,
                        List.of(
                                List.of(),
                                List.of(
                                        distribution("flask-2.2.3"),
                                        distribution("click-8.1.4"),
                                        distribution("six-1.16.1"))));

        Finding finding = new PackagesStable().judge(new PackagesStable.Parameters(), staged);

        assertThat(finding.message())
                .contains("Without an exact version: flask (requirements.txt, line 2).")
                .contains("On no list of requirements: click.")
                .contains("With an exact version on a list that the install does not go by: six.");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }
}
