package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.RemoteSources;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** ADD does more than copying, and COPY says that nothing more is meant. */
@AutoService(Rule.class)
public final class AddInsteadOfCopy implements Rule {

    /** Options that only ADD has a use for. */
    private static final Set<String> OWN_FLAGS = Set.of("checksum", "keep-git-dir", "unpack");

    private static final Pattern ARCHIVE =
            Pattern.compile("(?i).*\\.(?:tar(?:\\.[a-z0-9]++)?|tgz|tbz2?|txz|tzst|tlz|gz|bz2|xz|zst|lzma)");

    @Override
    public String id() {
        return "add-instead-of-copy";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Copies its own files with COPY";
    }

    @Override
    public String lesson() {
        return "02-dockerfile-anatomy#copy";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        file.all("ADD")
                .filter(add -> add.flags().stream().noneMatch(flag -> OWN_FLAGS.contains(flag.name())))
                .filter(add -> add.heredocs().isEmpty())
                .filter(add -> sources(file.resolved(add)).stream().allMatch(AddInsteadOfCopy::isPlain))
                .forEach(add -> report(add, findings));
    }

    private static List<Optional<String>> sources(List<Optional<String>> words) {
        return words.subList(0, words.size() - 1);
    }

    /** Whether it can only be a file or directory of the build context that ADD does not unpack. */
    private static boolean isPlain(Optional<String> source) {
        return source.filter(path ->
                        !RemoteSources.isAddress(path) && !ARCHIVE.matcher(path).matches() && !mayMatchArchive(path))
                .isPresent();
    }

    /** Whether it is a pattern that leaves open how the names end which it matches. */
    private static boolean mayMatchArchive(String path) {
        int wildcard = Math.max(Math.max(path.lastIndexOf('*'), path.lastIndexOf('?')), path.lastIndexOf(']'));
        int dot = path.indexOf('.', wildcard + 1);
        return wildcard >= 0 && (dot < 0 || dot == path.length() - 1);
    }

    private static void report(Instruction add, Findings findings) {
        String rest = add.source().toString().substring("ADD".length()).strip();
        findings.add(
                add.keywordSpan(),
                "ADD unpacks a file that turns out to be a tar archive, whatever its name, and some model formats are "
                        + "such archives; COPY leaves every file as it is.",
                "Write COPY " + Printable.of(rest));
    }
}
