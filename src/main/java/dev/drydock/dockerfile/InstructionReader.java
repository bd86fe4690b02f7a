package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a Dockerfile's instructions in order, joining continuations, dropping comments, collecting here-documents. */
final class InstructionReader {

    /** BuildKit's own limit for one line of a file. */
    private static final int LONGEST_LINE = 65_536;

    private final String file;
    private final char escape;
    private final PhysicalLines lines;
    private final List<Comment> comments = new ArrayList<>();

    InstructionReader(String file, String text, Directives directives) {
        this.file = file;
        this.escape = directives.escape();
        this.lines = new PhysicalLines(Text.withoutByteOrderMark(text));
    }

    List<Instruction> readAll() {
        var instructions = new ArrayList<Instruction>();
        while (lines.hasNext()) {
            String line = nextLine();
            int start = lines.number();
            int indent = indent(line);
            if (isNothing(line, indent)) {
                continue;
            }
            SourceText text = joined(line, indent);
            try {
                instructions.add(instruction(text, start));
            } catch (Mistake mistake) {
                throw mistake.at(file, text);
            }
        }
        return instructions;
    }

    /** Every comment that {@link #readAll} passed. */
    List<Comment> comments() {
        return comments;
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

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && Text.isSpace(line.charAt(indent))) {
            indent++;
        }
        return indent;
    }

    /** Whether the line is empty or a comment, which is remembered. */
    private boolean isNothing(String line, int indent) {
        if (indent == line.length()) {
            return true;
        }
        if (line.charAt(indent) != '#') {
            return false;
        }
        comments.add(new Comment(Text.strip(line.substring(indent + 1)), lines.number()));
        return true;
    }

    /** Comments and empty lines inside a continued instruction are skipped and do not end it. */
    private SourceText joined(String first, int indent) {
        var text = new SourceText.Builder();
        if (!isContinued(first)) {
            return text.add(first, indent, first.length(), lines.number()).build();
        }
        text.add(first, indent, lastCharacter(first), lines.number());
        while (lines.hasNext()) {
            String line = nextLine();
            if (isNothing(line, indent(line))) {
                continue;
            }
            if (!isContinued(line)) {
                return text.add(line, 0, line.length(), lines.number()).build();
            }
            text.add(line, 0, lastCharacter(line), lines.number());
        }
        return text.build();
    }

    /** Whether the line ends in a single escape character; two of them are a character and no continuation. */
    private boolean isContinued(String line) {
        int last = lastCharacter(line);
        return last >= 0 && line.charAt(last) == escape && (last == 0 || line.charAt(last - 1) != escape);
    }

    private static int lastCharacter(String line) {
        int last = line.length() - 1;
        while (last >= 0 && (line.charAt(last) == ' ' || line.charAt(last) == '\t')) {
            last--;
        }
        return last;
    }

    private Instruction instruction(SourceText line, int start) {
        CommandLine command = CommandLine.of(line);
        Arguments arguments = Arguments.of(command, escape);
        if (!command.keyword().equals("ONBUILD") || command.arguments().isEmpty()) {
            List<HereDocument> heredocs = heredocs(command, arguments, line);
            return instruction(command, arguments, heredocs, start, Optional.empty());
        }
        CommandLine inner = CommandLine.of(command.arguments());
        if (inner.keyword().equals("ONBUILD")) {
            throw new Mistake("ONBUILD cannot hold another ONBUILD.", "Delete one of the two words.")
                    .in(inner.source());
        }
        Arguments innerArguments = Arguments.of(inner, escape);
        List<HereDocument> heredocs = heredocs(inner, innerArguments, line);
        Instruction trigger = instruction(inner, innerArguments, heredocs, start, Optional.empty());
        return instruction(command, arguments, heredocs, start, Optional.of(trigger));
    }

    private Instruction instruction(
            CommandLine command,
            Arguments arguments,
            List<HereDocument> heredocs,
            int start,
            Optional<Instruction> trigger) {
        return new Instruction(
                command.keyword(),
                command.flags(),
                arguments.form(),
                arguments.words(),
                heredocs,
                command.source(),
                new Lines(start, lines.number()),
                trigger);
    }

    private List<HereDocument> heredocs(CommandLine command, Arguments arguments, SourceText line) {
        if (!Heredoc.allowedIn(command.keyword()) || arguments.form() == Instruction.Form.EXEC) {
            return List.of();
        }
        var bodies = new ArrayList<HereDocument>();
        for (Heredoc heredoc : Heredoc.in(line.toString())) {
            bodies.add(body(heredoc));
        }
        return bodies;
    }

    private HereDocument body(Heredoc heredoc) {
        int opened = lines.number();
        // So that even an empty one has a place.
        var body = new SourceText.Builder().add("", 0, 0, opened + 1);
        while (lines.hasNext()) {
            String line = next();
            String content = Text.chomp(line);
            if (heredoc.endsAt(content)) {
                var end = new Position(lines.number(), content.length() + 1);
                return new HereDocument(heredoc.name(), heredoc.expands(), body.build(), end);
            }
            body.add(line, heredoc.tabs(line), line.length(), lines.number());
        }
        throw new DockerfileException(
                file,
                opened,
                "The here-document <<" + Printable.of(heredoc.name()) + " is never ended.",
                "Put a line that holds nothing but " + Printable.of(heredoc.name()) + " after its last line.");
    }
}
