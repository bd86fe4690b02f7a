package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the image's user may do with files and folders, by what the layers say of their owners and modes. */
record UsersRights(Observations seen) {

    private static final int WRITE = 02;
    private static final int READ = 04;
    private static final int EXECUTE = 01;

    /** Of a folder, the same bit lets its user reach what lies in it. */
    private static final int SEARCH = 01;

    private static final int EXECUTE_FOR_ANYBODY = 0111;

    private static final int MOST_NAMES = 10;

    /** Something that the user cannot get at, perhaps a folder around what was wanted, and the steps that left it so. */
    record Closed(String path, String owner, List<Lines> lines) {}

    /** The first of the files and folders to which the image's user cannot write; where it cannot be told, it is none. */
    Optional<Closed> firstClosed(List<String> paths) {
        return paths.stream().flatMap(path -> closed(path, WRITE).stream()).findFirst();
    }

    /** Whether the image's user cannot read a file. */
    Optional<Closed> unreadable(String file) {
        return seen.files().find(file).isEmpty() ? Optional.empty() : closed(file, READ);
    }

    /** Whether the image's user cannot execute a file, which root can only where anybody can. */
    Optional<Closed> unexecutable(Entry file) {
        return (file.file().mode() & EXECUTE_FOR_ANYBODY) == 0
                ? Optional.of(closed(
                        file, LayerSteps.line(seen, file.layer()).stream().toList()))
                : closed(file.path(), EXECUTE);
    }

    /**
     * The first of the image's files that a program's last words name and that the image's user cannot read.
     *
     * @param words untrusted: they decide no verdict, only which line explains it
     */
    Optional<Closed> unreadableIn(String words) {
        return LastWords.FILE_NAME
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

    /** @param gid empty where USER names none: then the groups are not known */
    private record Someone(int uid, OptionalInt gid, boolean namesGroup) {}

    /** The image's user; empty for root, who may do anything, and where it cannot be told. */
    private Optional<Someone> user() {
        String[] user = seen.image().config().user().split(":", 2);
        OptionalInt uid = user[0].isEmpty() ? OptionalInt.of(0) : new Accounts(seen).user(user[0]);
        OptionalInt gid = user.length > 1 ? new Accounts(seen).group(user[1]) : OptionalInt.empty();
        return uid.isEmpty() || uid.getAsInt() == 0
                ? Optional.empty()
                : Optional.of(new Someone(uid.getAsInt(), gid, user.length > 1));
    }

    private Optional<Closed> closed(String path, int right) {
        return user().flatMap(user -> seen.files()
                .find(path)
                .map(entry -> around(entry, user).or(() -> closed(entry, right, user)))
                // A folder that VOLUME names is made when the container is, as root's.
                .orElseGet(() -> Optional.of(new Closed(path, "root", Guilty.linesOf(seen.dockerfile(), "VOLUME")))));
    }

    private Optional<Closed> closed(Entry entry, int right, Someone user) {
        return may(entry.file(), right, user)
                ? Optional.empty()
                : Optional.of(closed(entry, guilty(entry, entry.layer(), right, user)));
    }

    /** A folder above it that the user may not enter; where the base has it so, the step answers that put something there. */
    private Optional<Closed> around(Entry entry, Someone user) {
        return folders(entry.path())
                .flatMap(folder -> seen.files().at(folder).stream())
                .filter(folder -> !may(folder.file(), SEARCH, user))
                .findFirst()
                .map(folder -> {
                    int layer = closing(folder.path(), user);
                    return closed(
                            folder, guilty(folder, layer < seen.baseLayers() ? entry.layer() : layer, SEARCH, user));
                });
    }

    /** The layer from which on a folder is closed: those above that write into it list it as well. */
    private int closing(String folder, Someone user) {
        List<List<LayerFile>> layers = seen.files().layers();
        int closing = layers.size();
        for (int i = layers.size() - 1; i >= 0; i--) {
            Optional<LayerFile> there = layers.get(i).stream()
                    .filter(file -> file.path().equals(folder))
                    .findFirst();
            if (there.filter(file -> may(file, SEARCH, user)).isPresent()) {
                return closing;
            }
            closing = there.isPresent() ? i : closing;
        }
        return closing;
    }

    private static Stream<String> folders(String path) {
        return IntStream.range(1, path.length())
                .filter(index -> path.charAt(index) == '/')
                .mapToObj(index -> path.substring(0, index));
    }

    private static Closed closed(Entry entry, List<Lines> lines) {
        LayerFile file = entry.file();
        return new Closed(entry.path(), file.uid() == 0 ? "root" : "user " + file.uid(), lines);
    }

    /** A folder that is open to a group is closed by a USER that names another one: with a group, no other counts. */
    private List<Lines> guilty(Entry entry, int layer, int right, Someone user) {
        boolean openToGroup = (entry.file().mode() & right << 3) != 0;
        return user.namesGroup() && openToGroup
                ? Guilty.linesOf(seen.dockerfile(), "USER")
                : LayerSteps.line(seen, layer).stream().toList();
    }

    /** Of a user whose groups are not known, what the file's group may do is taken to be allowed. */
    private static boolean may(LayerFile file, int right, Someone user) {
        if (file.uid() == user.uid()) {
            return (file.mode() & right << 6) != 0;
        }
        boolean inGroup = user.gid().isEmpty() || user.gid().getAsInt() == file.gid();
        return (inGroup && (file.mode() & right << 3) != 0) || (file.mode() & right) != 0;
    }
}
