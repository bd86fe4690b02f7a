package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a Dockerfile's instructions in order, joining continuations, dropping comments, collecting here-documents. */
final class InstructionReader {

    /** BuildKit's own limit for one line of a file. */
    private static final int LONGEST_LINE = 65_536;

    private final String file;
    private final char escape;
    private final PhysicalLines lines;

    InstructionReader(String file, String text, Directives directives) {
        this.file = file;
        this.escape = directives.escape();
        this.lines = new PhysicalLines(Text.withoutByteOrderMark(text));
    }

    List<Instruction> readAll() {
        var instructions = new ArrayList<Instruction>();
        while (lines.hasNext()) {
            String first = withoutComment(Text.stripLeading(nextLine()));
            int start = lines.number();
            if (first.isEmpty()) {
                continue;
            }
            String line = isContinued(first) ? joined(first) : first;
            try {
                instructions.add(instruction(line, start));
            } catch (Mistake mistake) {
                throw mistake.at(file, start);
            }
        }
        return instructions;
    }

    private String nextLine() {
        return Text.chomp(next());
    }

    private String next() {
        String line = lines.next();
        if (line.length() > LONGEST_LINE) {
            throw new DockerfileException(
                    file,
                    lines.number(),
                    "The line is longer than the " + LONGEST_LINE + " characters that Docker reads.",
                    "Break it up with a backslash at the end of each part, or copy the content from a file.");
        }
        return line;
    }

    private static String withoutComment(String line) {
        return line.startsWith("#") ? "" : line;
    }

    /** Comments and empty lines inside a continued instruction are skipped and do not end it. */
    private String joined(String first) {
        var text = new StringBuilder(continued(first));
        while (lines.hasNext()) {
            String line = nextLine();
            String content = Text.stripLeading(line);
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            if (!isContinued(line)) {
                return text.append(line).toString();
            }
            text.append(continued(line));
        }
        return text.toString();
    }

    /** Whether the line ends in a single escape character; two of them are a character and no continuation. */
    private boolean isContinued(String line) {
        int last = lastCharacter(line);
        return last >= 0 && line.charAt(last) == escape && (last == 0 || line.charAt(last - 1) != escape);
    }

    private static String continued(String line) {
        return line.substring(0, lastCharacter(line));
    }

    private static int lastCharacter(String line) {
        int last = line.length() - 1;
        while (last >= 0 && (line.charAt(last) == ' ' || line.charAt(last) == '\t')) {
            last--;
        }
        return last;
    }

    private Instruction instruction(String line, int start) {
        CommandLine command = CommandLine.of(line);
        Arguments arguments = Arguments.of(command, escape);
        if (!command.keyword().equals("ONBUILD") || command.arguments().isEmpty()) {
            List<String> heredocs = heredocs(command, arguments, line);
            return instruction(command, arguments, heredocs, start, Optional.empty());
        }
        CommandLine inner = CommandLine.of(command.arguments());
        if (inner.keyword().equals("ONBUILD")) {
            throw new Mistake("ONBUILD cannot hold another ONBUILD.", "Delete one of the two words.");
        }
        Arguments innerArguments = Arguments.of(inner, escape);
        List<String> heredocs = heredocs(inner, innerArguments, line);
        Instruction trigger = instruction(inner, innerArguments, heredocs, start, Optional.empty());
        return instruction(command, arguments, heredocs, start, Optional.of(trigger));
    }

    private Instruction instruction(
            CommandLine command, Arguments arguments, List<String> heredocs, int start, Optional<Instruction> trigger) {
        return new Instruction(
                command.keyword(),
                flags(command.flags()),
                arguments.form(),
                arguments.words(),
                heredocs,
                new Lines(start, lines.number()),
                trigger);
    }

    private static Map<String, List<String>> flags(List<String> written) {
        var flags = new LinkedHashMap<String, List<String>>();
        for (String flag : written) {
            Assignment parts = Assignment.of(flag.substring(2));
            flags.computeIfAbsent(parts.name(), name -> new ArrayList<>())
                    .add(parts.value().orElse(""));
        }
        return flags;
    }

    private List<String> heredocs(CommandLine command, Arguments arguments, String line) {
        if (!Heredoc.allowedIn(command.keyword()) || arguments.form() == Instruction.Form.EXEC) {
            return List.of();
        }
        var bodies = new ArrayList<String>();
        for (Heredoc heredoc : Heredoc.in(line)) {
            bodies.add(body(heredoc));
        }
        return bodies;
    }

    private String body(Heredoc heredoc) {
        int opened = lines.number();
        var body = new StringBuilder();
        while (lines.hasNext()) {
            String line = next();
            if (heredoc.endsAt(Text.chomp(line))) {
                return body.toString();
            }
            body.append(heredoc.withoutTabs(line));
        }
        throw new DockerfileException(
                file,
                opened,
                "The here-document <<" + Printable.of(heredoc.name()) + " is never ended.",
                "Put a line that holds nothing but " + Printable.of(heredoc.name()) + " after its last line.");
    }
}
