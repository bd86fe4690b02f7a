package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the image's user may do with files and folders, by what the layers say of their owners and modes. */
record UsersRights(Observations seen) {

    private static final int WRITE = 02;
    private static final int READ = 04;

    private static final Pattern FILE_NAME = Pattern.compile("[\\w+-][\\w.+-]{0,200}\\.[\\w+-]{1,50}");
    private static final int MOST_NAMES = 10;

    /** Something that the user cannot get at, and the steps that left it so. */
    record Closed(String path, String owner, List<Lines> lines) {}

    /** The first of the files and folders to which the image's user cannot write; where it cannot be told, it is none. */
    Optional<Closed> firstClosed(List<String> paths) {
        return paths.stream().flatMap(path -> closed(path, WRITE).stream()).findFirst();
    }

    /** Whether the image's user cannot read a file. */
    Optional<Closed> unreadable(String file) {
        return seen.files().find(file).isEmpty() ? Optional.empty() : closed(file, READ);
    }

    /**
     * The first of the image's files that a program's last words name and that the image's user cannot read.
     *
     * @param words untrusted: they decide no verdict, only which line explains it
     */
    Optional<Closed> unreadableIn(String words) {
        return FILE_NAME
                .matcher(words)
                .results()
                .map(MatchResult::group)
                .distinct()
                .limit(MOST_NAMES)
                .flatMap(name ->
                        seen.files().matching(path -> path.endsWith("/" + name)).limit(MOST_NAMES))
                .flatMap(entry -> unreadable(entry.path()).stream())
                .findFirst();
    }

    private Optional<Closed> closed(String path, int right) {
        String[] user = seen.image().config().user().split(":", 2);
        OptionalInt uid = user[0].isEmpty() ? OptionalInt.of(0) : new Accounts(seen).user(user[0]);
        if (uid.isEmpty() || uid.getAsInt() == 0) {
            return Optional.empty();
        }
        OptionalInt gid = user.length > 1 ? new Accounts(seen).group(user[1]) : OptionalInt.empty();
        Optional<Entry> entry = seen.files().find(path);
        if (entry.isEmpty()) {
            // A folder that VOLUME names is made when the container is, as root's.
            return Optional.of(new Closed(path, "root", Guilty.linesOf(seen.dockerfile(), "VOLUME")));
        }
        LayerFile file = entry.get().file();
        return may(file, right, uid.getAsInt(), gid)
                ? Optional.empty()
                : Optional.of(new Closed(
                        path,
                        file.uid() == 0 ? "root" : "user " + file.uid(),
                        guilty(entry.get(), right, user.length > 1)));
    }

    /** A folder that is open to a group is closed by a USER that names another one: with a group, no other counts. */
    private List<Lines> guilty(Entry entry, int right, boolean namesGroup) {
        boolean openToGroup = (entry.file().mode() & right << 3) != 0;
        return namesGroup && openToGroup
                ? Guilty.linesOf(seen.dockerfile(), "USER")
                : LayerSteps.line(seen, entry.layer()).stream().toList();
    }

    /** Of a user whose groups are not known, what the file's group may do is taken to be allowed. */
    private static boolean may(LayerFile file, int right, int uid, OptionalInt gid) {
        if (file.uid() == uid) {
            return (file.mode() & right << 6) != 0;
        }
        boolean inGroup = gid.isEmpty() || gid.getAsInt() == file.gid();
        return (inGroup && (file.mode() & right << 3) != 0) || (file.mode() & right) != 0;
    }
}
