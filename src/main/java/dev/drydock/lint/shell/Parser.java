package dev.drydock.lint.shell;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Position;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.lint.shell.ShellCommand.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Groups tokens into commands. */
final class Parser {

    /** Deeper substitutions are not looked into: people do not write them. */
    private static final int DEEPEST = 20;

    /** Words that stand where a command could and are none; a command may follow them at once. */
    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "elif", "fi", "do", "done", "while", "until", "{", "}", "!", "esac");

    /** Words that make what follows, up to the end of the list, no command. */
    private static final Set<String> CLAUSES = Set.of("for", "case", "select", "function");

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+\\+?=.*", Pattern.DOTALL);
    private static final Pattern TEXT_OPTION = Pattern.compile("-[a-z]*c");

    private final List<ShellCommand> found = new ArrayList<>();
    private int pipelines;
    private int subshells;
    private int depth;

    /** In the order in which they are written. */
    List<ShellCommand> commands() {
        return found.stream()
                .sorted(Comparator.comparing(
                        command -> command.source().span().start(),
                        Comparator.comparingInt(Position::line).thenComparingInt(Position::column)))
                .toList();
    }

    /** A RUN in JSON form is one command, run without a shell. */
    void exec(Instruction run) {
        List<ShellWord> words = run.words().stream()
                .map(word -> new ShellWord(word.text(), word.source(), false))
                .toList();
        add(new ShellCommand(List.of(), words, run.source(), Link.FIRST, pipelines++, subshells, Optional.empty()));
    }

    /** A further part of the script itself, as a here-document is that no program reads. */
    void goOn(SourceText text) {
        new Run(0, Optional.empty()).read(Lexer.tokens(text));
    }

    void parse(SourceText text, Optional<ShellCommand> host) {
        if (depth == DEEPEST) {
            return;
        }
        depth++;
        new Run(subshells++, host).read(Lexer.tokens(text));
        depth--;
    }

    private void add(ShellCommand command) {
        found.add(command);
        scriptOf(command).ifPresent(script -> parse(script, Optional.of(command)));
    }

    /** What stands behind {@code -c} of a shell, without its quotes. */
    private static Optional<SourceText> scriptOf(ShellCommand command) {
        if (!Script.isShell(command.program())) {
            return Optional.empty();
        }
        List<ShellWord> arguments = command.arguments();
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (TEXT_OPTION.matcher(arguments.get(i).text()).matches()) {
                SourceText source = arguments.get(i + 1).source();
                boolean quoted = source.length() > 1 && "'\"".indexOf(source.charAt(0)) >= 0;
                return Optional.of(quoted ? source.slice(1, source.length() - 1) : source);
            }
        }
        return Optional.empty();
    }

    /** Reads one shell's tokens. */
    private final class Run {

        private final Optional<ShellCommand> host;
        private final List<Integer> open = new ArrayList<>();
        private final List<ShellWord> assignments = new ArrayList<>();
        private final List<ShellWord> words = new ArrayList<>();
        private @Nullable SourceText first;
        private @Nullable SourceText last;
        private Link link = Link.FIRST;
        private int pipeline = pipelines++;
        private boolean redirected;
        private boolean clause;

        Run(int subshell, Optional<ShellCommand> host) {
            this.host = host;
            open.add(subshell);
        }

        void read(List<Token> tokens) {
            for (Token token : tokens) {
                switch (token) {
                    case Token.Redirection redirection -> redirected = true;
                    case Token.Operator operator -> operator(operator.text());
                    case Token.Text text -> word(text);
                }
            }
            end();
        }

        private void word(Token.Text text) {
            text.nested().forEach(nested -> parse(nested, Optional.empty()));
            ShellWord word = text.word();
            if (redirected) {
                redirected = false;
            } else if (!clause && words.isEmpty() && assignments.isEmpty() && word.plain() && isKeyword(word.text())) {
                clause = CLAUSES.contains(word.text());
            } else if (!clause) {
                boolean assigns =
                        words.isEmpty() && ASSIGNMENT.matcher(word.text()).matches();
                (assigns ? assignments : words).add(word);
                first = first == null ? word.source() : first;
                last = word.source();
            }
        }

        private static boolean isKeyword(String word) {
            return KEYWORDS.contains(word) || CLAUSES.contains(word);
        }

        private void operator(String operator) {
            end();
            redirected = false;
            switch (operator) {
                case "&&" -> next(Link.AND);
                case "||" -> next(Link.OR);
                case "&" -> next(Link.BACKGROUND);
                case "|", "|&" -> link = Link.PIPE;
                case "(" -> open.add(subshells++);
                case ")" -> {
                    // A case's pattern ends in a bracket that opens nowhere.
                    if (open.size() > 1) {
                        open.removeLast();
                    }
                    next(Link.SEQUENCE);
                }
                default -> next(Link.SEQUENCE);
            }
        }

        private void next(Link joined) {
            // An empty line is no second command.
            link = link == Link.FIRST && found.isEmpty() ? Link.FIRST : joined;
            pipeline = pipelines++;
        }

        private void end() {
            clause = false;
            if (first != null && last != null) {
                add(new ShellCommand(assignments, words, first.upTo(last), link, pipeline, open.getLast(), host));
            }
            assignments.clear();
            words.clear();
            first = null;
            last = null;
        }
    }
}
