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
import java.util.stream.Stream;

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
        Optional<OptionalInt> gid = group.map(accounts::group);
        Optional<String> unknown = Stream.of(
                        uid.isPresent() ? Optional.<String>empty() : Optional.of("no user " + parameters.user()),
                        group.filter(name -> accounts.group(name).isEmpty()).map(name -> "no group " + name))
                .flatMap(Optional::stream)
                .findFirst();
        if (unknown.isPresent()) {
            return Finding.failed(
                    expected,
                    "the image has " + unknown.get(),
                    "The image has " + unknown.get() + ", so that nothing can belong to it. Create it in a RUN before "
                            + "the files are copied.",
                    Guilty.linesOf(seen.dockerfile(), "USER"));
        }
        int user = uid.getAsInt();
        return new EachFile(seen, parameters.paths(), expected)
                .judge(
                        entry -> entry.file().kind() == Kind.SYMLINK
                                || (entry.file().uid() == user
                                        && gid.map(id -> id.getAsInt()
                                                        == entry.file().gid())
                                                .orElse(true)),
                        FilesOwner::owner,
                        "A service that is not root can then not read its model, or not write where it has to; or it may "
                                + "change what it should only read.");
    }

    private static String owner(Entry entry) {
        LayerFile file = entry.file();
        return file.uid() + ":" + file.gid();
    }
}
