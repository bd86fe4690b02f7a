package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsersRightsTest {

    private static FakeObservations image(String user, int mode, int gid) {
        return FakeObservations.of("FROM x\nRUN mkdir /output\nUSER " + user + "\n")
                .layer(10, 2)
                .user(user)
                .holding("/etc/passwd", "root:x:0:0::/:/bin/sh\ntrainer:x:1000:1000::/:/bin/sh\n")
                .holding("/etc/group", "root:x:0:\ntrainer:x:1000:\ntrainers:x:2000:trainer\n")
                .holding(1, new LayerFile("/output", Kind.DIRECTORY, 0, mode, 0, gid, Optional.empty()));
    }

    private static Optional<List<Lines>> closed(FakeObservations seen) {
        return new UsersRights(seen).firstClosed(List.of("/output")).map(UsersRights.Closed::lines);
    }

    @Test
    void theStepThatMadeAFolderWhichOnlyItsOwnerMayWriteToIsBlamed() {
        assertThat(closed(image("trainer", 0755, 0))).contains(List.of(new Lines(2, 2)));
    }

    @Test
    void aGroupOfTheUserIsEnough() {
        assertThat(closed(image("trainer", 02775, 2000))).isEmpty();
        assertThat(closed(image("trainer:trainers", 02775, 2000))).isEmpty();
    }

    @Test
    void aUserLineThatNamesAnotherGroupIsBlamed() {
        assertThat(closed(image("trainer:trainer", 02775, 2000))).contains(List.of(new Lines(3, 3)));
    }

    @Test
    void aFileThatAProgramComplainsOfIsFoundByItsName() {
        FakeObservations seen = image("trainer:trainer", 0755, 0)
                .holding(1, new LayerFile("/usr/lib/libcublas.so.11", Kind.FILE, 9, 0640, 0, 2000, Optional.empty()));
        var rights = new UsersRights(seen);

        assertThat(rights.unreadableIn("OSError: libcublas.so.11: cannot open shared object file"))
                .hasValueSatisfying(closed -> {
                    assertThat(closed.path()).isEqualTo("/usr/lib/libcublas.so.11");
                    assertThat(closed.lines()).containsExactly(new Lines(3, 3));
                });
        assertThat(rights.unreadableIn("OSError: libcudart.so.11.0: cannot open"))
                .isEmpty();
    }

    private static FakeObservations below(int baseMode, int mode) {
        return image("1000", 0755, 0)
                .layer(10, 3)
                .holding(0, folder("/root", baseMode))
                .holding(1, folder("/root", mode))
                .holding(2, folder("/root", mode))
                .holding(2, new LayerFile("/root/lib/a.py", Kind.FILE, 9, 0644, 0, 0, Optional.empty()));
    }

    private static LayerFile folder(String path, int mode) {
        return new LayerFile(path, Kind.DIRECTORY, 0, mode, 0, 0, Optional.empty());
    }

    private static Optional<UsersRights.Closed> unreadable(FakeObservations seen) {
        return new UsersRights(seen).unreadable("/root/lib/a.py");
    }

    @Test
    void aFolderThatTheUserMayNotEnterClosesWhatLiesInIt() {
        assertThat(unreadable(below(0755, 0711))).isEmpty();
        assertThat(unreadable(below(0755, 0700)))
                .hasValueSatisfying(closed -> assertThat(closed.path()).isEqualTo("/root"));
    }

    @Test
    void theStepThatClosedAFolderIsBlamedAndForTheBasesOwnTheOneThatPutAFileThere() {
        assertThat(unreadable(below(0755, 0700)).map(UsersRights.Closed::lines)).contains(List.of(new Lines(2, 2)));
        assertThat(unreadable(below(0700, 0700)).map(UsersRights.Closed::lines)).contains(List.of(new Lines(3, 3)));
    }
}
