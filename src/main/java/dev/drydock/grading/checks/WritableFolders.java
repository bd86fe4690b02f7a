package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether the image's user may write into its folders, by what the layers say of their owners and modes. */
record WritableFolders(Observations seen) {

    private static final int OWNER = 0200;
    private static final int GROUP = 0020;
    private static final int OTHERS = 0002;

    /** A folder that the user cannot write to, and the steps that left it so. */
    record Closed(String path, String owner, List<Lines> lines) {}

    /** The first of the folders into which the image's user cannot write; where it cannot be told, it is none. */
    Optional<Closed> firstClosed(List<String> folders) {
        String[] user = seen.image().config().user().split(":", 2);
        OptionalInt uid = user[0].isEmpty() ? OptionalInt.of(0) : new Accounts(seen).user(user[0]);
        if (uid.isEmpty() || uid.getAsInt() == 0) {
            return Optional.empty();
        }
        OptionalInt gid = user.length > 1 ? new Accounts(seen).group(user[1]) : OptionalInt.empty();
        return folders.stream().flatMap(folder -> closed(folder, uid.getAsInt(), gid).stream()).findFirst();
    }

    private Optional<Closed> closed(String folder, int uid, OptionalInt gid) {
        Optional<Entry> entry = seen.files().find(folder);
        if (entry.isEmpty()) {
            // The engine makes it when the container is created, as root's.
            return Optional.of(new Closed(folder, "root", Guilty.linesOf(seen.dockerfile(), "VOLUME")));
        }
        LayerFile file = entry.get().file();
        return mayWrite(file, uid, gid)
                ? Optional.empty()
                : Optional.of(new Closed(
                        folder,
                        file.uid() == 0 ? "root" : "user " + file.uid(),
                        LayerSteps.line(seen, entry.get().layer()).stream().toList()));
    }

    /** Of a user whose groups are not known, what the folder's group may do is taken to be allowed. */
    private static boolean mayWrite(LayerFile file, int uid, OptionalInt gid) {
        if (file.uid() == uid) {
            return (file.mode() & OWNER) != 0;
        }
        boolean inGroup = gid.isEmpty() || gid.getAsInt() == file.gid();
        return (inGroup && (file.mode() & GROUP) != 0) || (file.mode() & OTHERS) != 0;
    }
}
