package dev.drydock.grading;

import static dev.drydock.grading.ImageFilesTest.entry;
import static dev.drydock.grading.ImageFilesTest.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WasteTest {

    private static final List<LayerFile> BASE = List.of(file("/etc/passwd", 900));

    private static Waste waste(List<LayerFile> first, List<LayerFile> second) {
        return Waste.of(ImageFiles.of(List.of(BASE, first, second)), 1);
    }

    @Test
    void countsWhatIsDeletedLaterAndSaysWhoWroteAndWhoDeleted() {
        Waste waste = waste(
                List.of(file("/root/.cache/pip/b", 70), file("/root/.cache/pip/a", 30), file("/app", 5)),
                List.of(entry("/root/.cache", Kind.WHITEOUT)));

        assertThat(waste.bytes()).isEqualTo(100);
        assertThat(waste.parts()).singleElement().satisfies(part -> {
            assertThat(part.from()).isEqualTo(1);
            assertThat(part.by()).isEqualTo(2);
            assertThat(part.files())
                    .extracting(Waste.Wasted::path)
                    .containsExactly("/root/.cache/pip/b", "/root/.cache/pip/a");
        });
        assertThat(waste.byLayer()).containsEntry(1, 100L);
    }

    @Test
    void countsFilesThatAreWrittenTwice() {
        Waste chown = waste(List.of(file("/models/m", 1000)), List.of(file("/models/m", 1000)));

        assertThat(chown.bytes()).isEqualTo(1000);
    }

    @Test
    void leavesTheBaseOut() {
        assertThat(waste(List.of(file("/etc/passwd", 950)), List.of()).bytes()).isZero();
    }

    /** A second step that installs cannot but write the package manager's books anew; what it need not leave counts. */
    @Test
    void theBooksOfAPackageManagerAreNoWasteWhereALaterStepInstalls() {
        List<LayerFile> books = List.of(
                file("/var/lib/dpkg/status", 100),
                file("/var/lib/dpkg/info/format-1", 1),
                file("/var/cache/debconf/templates.dat", 20),
                file("/etc/ld.so.cache", 30),
                file("/var/log/dpkg.log", 5));
        List<LayerFile> rest = List.of(file("/var/cache/apt/pkgcache.bin", 4000), file("/usr/lib/libgomp.so", 500));
        List<LayerFile> first = Stream.concat(books.stream(), rest.stream()).toList();

        assertThat(waste(first, books).bytes()).isZero();
        assertThat(waste(first, first).bytes()).isEqualTo(4500);
    }

    @Test
    void booksThatAreDeletedOrOnlyGetAnotherOwnerCount() {
        List<LayerFile> log = List.of(file("/var/lib/dpkg/status", 100), file("/var/log/dpkg.log", 5));

        assertThat(waste(log, List.of(entry("/var/log/dpkg.log", Kind.WHITEOUT)))
                        .bytes())
                .isEqualTo(5);
        assertThat(waste(log, List.of(file("/var/log/dpkg.log", 5))).bytes()).isEqualTo(5);
    }

    @Test
    void aFileWithAnotherPathIsStillNeeded() {
        var one = new LayerFile("/bin/git", Kind.FILE, 40, 0755, 0, 0, Optional.empty(), 7);
        var other = new LayerFile("/lib/git", Kind.FILE, 0, 0755, 0, 0, Optional.empty(), 7);

        assertThat(waste(List.of(one, other), List.of(entry("/bin/git", Kind.WHITEOUT)))
                        .bytes())
                .isZero();
        assertThat(waste(List.of(one, other), List.of(entry("/bin", Kind.WHITEOUT), entry("/lib", Kind.WHITEOUT)))
                        .bytes())
                .isEqualTo(40);
    }

    /**
     * The image that dive tests itself with, layer by layer as its Dockerfile makes it (.data/Dockerfile.test-image), with the
     * sizes and results that its tests name (runtime/export/export_test.go, docker_archive_analysis_test.go).
     */
    @Test
    void givesDivesTestImageTheScoreThatDivePublishes() {
        long text = 6405;
        List<List<LayerFile>> layers = List.of(
                List.of(file("/bin/busybox", 1_154_361)),
                List.of(file("/somefile.txt", text)),
                List.of(),
                List.of(file("/root/example/somefile1.txt", text)),
                List.of(file("/root/example/somefile1.txt", text)),
                List.of(file("/root/example/somefile2.txt", text)),
                List.of(file("/root/example/somefile3.txt", text)),
                List.of(entry("/root/example/somefile3.txt", Kind.WHITEOUT), file("/root/saved.txt", text)),
                List.of(file("/root/.saved.txt", text)),
                List.of(entry("/root/example", Kind.WHITEOUT)),
                List.of(file("/root/.data/scripts", 2187)),
                List.of(file("/tmp/saved.again1.txt", text)),
                List.of(file("/root/.data/saved.again2.txt", text)),
                List.of(file("/root/saved.txt", text)));

        Dive dive = Dive.of(layers);

        assertThat(dive.efficiency()).isEqualTo(0.9844212134184309);
        assertThat(dive.wastedBytes()).isEqualTo(32_025);
    }

    /** What dive 0.13 counts: a deleted file against the image, a deleted directory for it. */
    @Test
    void divesScoreRisesWhereADirectoryIsDeletedAndOursDoesNotFall() {
        List<LayerFile> kept = List.of(file("/d/big", 100), file("/keep", 100));
        List<List<LayerFile>> untouched = List.of(BASE, kept, List.of(file("/keep", 100)));
        List<List<LayerFile>> deleted = List.of(BASE, kept, List.of(file("/keep", 100), entry("/d", Kind.WHITEOUT)));
        List<List<LayerFile>> deletedFile =
                List.of(BASE, kept, List.of(file("/keep", 100), entry("/d/big", Kind.WHITEOUT)));

        assertThat(Dive.of(untouched).efficiency()).isCloseTo(1100 / 1200.0, within(1e-9));
        assertThat(Dive.of(deleted).efficiency()).isCloseTo(1200 / 1300.0, within(1e-9));
        assertThat(Dive.of(deleted).wastedBytes()).isEqualTo(200);
        assertThat(Dive.of(deletedFile).efficiency()).isCloseTo(1000 / 1200.0, within(1e-9));
        assertThat(Dive.of(deletedFile).wastedBytes()).isEqualTo(300);
        assertThat(Waste.of(ImageFiles.of(deleted), 1).bytes())
                .isGreaterThan(Waste.of(ImageFiles.of(untouched), 1).bytes());
    }
}
