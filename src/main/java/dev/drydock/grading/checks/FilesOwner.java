package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Files belong to the user that the service runs as, or to somebody else on purpose. */
@AutoService(Check.class)
public final class FilesOwner implements Check<FilesOwner.Parameters> {

    /**
     * Parameters.
     *
     * @param paths of files or folders, also patterns
     * @param user number or name
     * @param group number or name
     */
    public record Parameters(
            @Key(value = "Absolute paths or patterns; * stays within one name, ** spans folders.", min = 1)
            List<String> paths,

            @Key(value = "Owner: a number, or a name of the image's /etc/passwd.", min = 1)
            String user,

            @Key(value = "Group: a number, or a name of the image's /etc/group.", min = 1)
            Optional<String> group) {
        public Parameters {
            paths = List.copyOf(paths);
            var unused = FoundFiles.patterns(paths);
        }
    }

    @Override
    public String kind() {
        return "files.owner";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "COPY writes files as root unless its --chown says otherwise, whatever USER is. A chown in a later RUN works "
                + "too, but stores every file a second time.";
    }

    @Override
    public String defaultLesson() {
        return "07-hardening#files";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var accounts = new Accounts(seen);
        Optional<String> group = parameters.group();
        String expected = String.join(", ", parameters.paths()) + " belongs to user " + parameters.user()
                + group.map(name -> ", group " + name).orElse("");
        OptionalInt uid = accounts.user(parameters.user());
        if (uid.isEmpty()) {
            return unknown(expected, "user " + parameters.user(), seen);
        }
        OptionalInt gid = group.map(accounts::group).orElse(OptionalInt.empty());
        if (group.isPresent() && gid.isEmpty()) {
            return unknown(expected, "group " + group.get(), seen);
        }
        return new EachFile(seen, parameters.paths(), expected)
                .judge(
                        entry -> belongs(entry.file(), uid.getAsInt(), gid),
                        FilesOwner::owner,
                        "A service that is not root can then not read its model, or not write where it has to; or it may "
                                + "change what it should only read.");
    }

    /** The owner of a link means nothing. */
    private static boolean belongs(LayerFile file, int uid, OptionalInt gid) {
        return file.kind() == Kind.SYMLINK || (file.uid() == uid && (gid.isEmpty() || gid.getAsInt() == file.gid()));
    }

    private static Finding unknown(String expected, String account, Observations seen) {
        return Finding.failed(
                expected,
                "the image has no " + account,
                "The image has no " + account
                        + ", so that nothing can belong to it. Create it in a RUN before the files " + "are copied.",
                Guilty.linesOf(seen.dockerfile(), "USER"));
    }

    private static String owner(Entry entry) {
        LayerFile file = entry.file();
        return file.uid() + ":" + file.gid();
    }
}
