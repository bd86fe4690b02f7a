package dev.drydock.dockerfile;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the directives at the top of a Dockerfile. */
final class DirectiveReader {

    private static final Set<String> KNOWN = Set.of("syntax", "escape", "check");

    private final String file;
    private final PhysicalLines lines;
    private final Set<String> seen = new HashSet<>();
    private char escape = '\\';
    private Optional<Directives.Syntax> syntax = Optional.empty();

    private DirectiveReader(String file, String text) {
        this.file = file;
        this.lines = new PhysicalLines(Text.withoutByteOrderMark(text));
    }

    static Directives read(String file, String text) {
        var reader = new DirectiveReader(file, text);
        reader.readAll();
        return new Directives(reader.escape, reader.syntax);
    }

    /**
     * Takes {@code # syntax=} lines out of the block of directives and ends the block with as many empty comments: a
     * comment in their own place would end the block, and an escape directive after it would not count any more.
     */
    static String withoutSyntax(String text) {
        var lines = new PhysicalLines(Text.withoutByteOrderMark(text));
        var out = new StringBuilder(text.length());
        int taken = 0;
        boolean inBlock = true;
        while (lines.hasNext()) {
            String line = lines.next();
            Optional<Assignment> directive = inBlock ? directive(Text.stripLeading(line), "#") : Optional.empty();
            if (inBlock && directive.isEmpty() && !(lines.number() == 1 && line.startsWith("#!"))) {
                out.repeat("#\n", taken);
                inBlock = false;
            }
            if (directive
                    .filter(found -> found.name().equalsIgnoreCase("syntax"))
                    .isPresent()) {
                taken++;
            } else {
                out.append(line);
            }
        }
        return out.toString();
    }

    private void readAll() {
        boolean over = false;
        while (lines.hasNext()) {
            String line = Text.stripLeading(Text.chomp(lines.next()));
            // Only the search for a frontend looks past a line such as "#!/usr/bin/env docker".
            if (lines.number() == 1 && line.startsWith("#!")) {
                over = true;
                continue;
            }
            Optional<Assignment> directive = directive(line, "#");
            if (directive.isEmpty()) {
                refuseOtherForms(line);
                return;
            }
            over = accept(directive.get(), over);
        }
    }

    /**
     * Takes one directive into account. An unknown one ends the directives; the search for a frontend nevertheless
     * goes on, as BuildKit's versions differ here and a frontend is a program that would read the file in our place.
     */
    private boolean accept(Assignment directive, boolean over) {
        String name = directive.name().toLowerCase(Locale.ROOT);
        String value = directive.value().orElseThrow();
        if (name.equals("syntax") && syntax.isEmpty()) {
            syntax = Optional.of(new Directives.Syntax(value.split(" ", 2)[0], lines.number()));
        }
        if (over || !KNOWN.contains(name)) {
            return true;
        }
        if (!seen.add(name)) {
            throw problem(
                    "The directive \"" + name + "\" is given a second time.",
                    "Keep one line \"# " + name + "=…\" and delete the other.");
        }
        if (name.equals("escape")) {
            escape = escape(value);
        }
        return false;
    }

    private char escape(String value) {
        if (!value.equals("\\") && !value.equals("`")) {
            throw problem(
                    "\"" + Printable.of(value) + "\" cannot be the escape character.",
                    "Write \"# escape=\\\" (the usual one) or \"# escape=`\".");
        }
        return value.charAt(0);
    }

    /** BuildKit also finds a frontend in a file that starts with {@code //syntax=} or is a JSON object. */
    private void refuseOtherForms(String line) {
        boolean slashes = directive(line, "//")
                .filter(found -> found.name().equalsIgnoreCase("syntax"))
                .isPresent();
        if (slashes || line.startsWith("{")) {
            throw problem(
                    "The file starts in a form that only another Dockerfile frontend would understand.",
                    "Delete this line and write plain Dockerfile instructions, beginning with FROM.");
        }
    }

    /** Reads {@code PREFIX name = value}; by hand, as a regular expression needs quadratic time for long blanks. */
    private static Optional<Assignment> directive(String line, String prefix) {
        if (!line.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = Text.stripLeading(line.substring(prefix.length()));
        int equals = rest.indexOf('=');
        if (equals < 1) {
            return Optional.empty();
        }
        String name = Text.strip(rest.substring(0, equals));
        String value = Text.strip(rest.substring(equals + 1));
        boolean named = name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))
                && !name.isEmpty()
                && Character.isLetter(name.charAt(0));
        return named && !value.isEmpty() ? Optional.of(new Assignment(name, Optional.of(value))) : Optional.empty();
    }

    private DockerfileException problem(String reason, String mend) {
        return new DockerfileException(file, lines.number(), reason, mend);
    }
}
