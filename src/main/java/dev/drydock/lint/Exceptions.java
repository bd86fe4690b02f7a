package dev.drydock.lint;

import dev.drydock.dockerfile.Comment;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.dockerfile.Position;
import dev.drydock.dockerfile.Span;
import dev.drydock.text.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Comments such as {@code # drydock ignore=unpinned-base,sudo}, by which an author says that a rule does not apply to
 * the instruction below, or to the one that the comment stands in. What follows the names is a reason for readers.
 */
final class Exceptions {

    private static final Pattern COMMENT = Pattern.compile("drydock[ \\t]+ignore=([a-z0-9,-]+)(?:[ \\t].*)?");

    /** The rules that one instruction is excepted from. */
    private record Excepted(int lastLine, Set<String> rules) {}

    /** By the instruction's first line. */
    private final NavigableMap<Integer, Excepted> exceptions = new TreeMap<>();

    private final List<LintFinding> mistakes = new ArrayList<>();

    private Exceptions() {}

    static Exceptions of(Dockerfile dockerfile, Rules rules) {
        var exceptions = new Exceptions();
        List<Lines> instructions = Stream.concat(
                        dockerfile.globalArgs().stream(),
                        dockerfile.stages().stream()
                                .flatMap(
                                        stage -> Stream.concat(Stream.of(stage.from()), stage.instructions().stream())))
                .map(Instruction::lines)
                .toList();
        int next = 0;
        for (Comment comment : dockerfile.comments()) {
            while (next < instructions.size() && instructions.get(next).end() < comment.line()) {
                next++;
            }
            Matcher match = COMMENT.matcher(comment.text());
            if (match.matches() && next < instructions.size()) {
                exceptions.add(comment, match.group(1), instructions.get(next), rules);
            }
        }
        return exceptions;
    }

    private void add(Comment comment, String names, Lines instruction, Rules rules) {
        for (String name : new TreeSet<>(List.of(names.split(",")))) {
            if (rules.find(name).isPresent()) {
                exceptions
                        .computeIfAbsent(instruction.start(), start -> new Excepted(instruction.end(), new HashSet<>()))
                        .rules()
                        .add(name);
            } else {
                mistakes.add(unknown(comment, name, rules));
            }
        }
    }

    private static LintFinding unknown(Comment comment, String name, Rules rules) {
        var place = new Position(comment.line(), 1);
        List<String> known = rules.all().stream().map(Rule::id).toList();
        String mend = Nearest.to(name, known)
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("docs/lint.md lists the rules.");
        return new LintFinding(
                Linter.UNKNOWN_RULE,
                Severity.WARNING,
                "This comment excepts from the rule \"" + name + "\", which there is not.",
                mend,
                Optional.empty(),
                new Span(place, place));
    }

    /** Without what is excepted, and with what is wrong with the exceptions. */
    List<LintFinding> apply(List<LintFinding> findings) {
        return Stream.concat(findings.stream().filter(finding -> !isExcepted(finding)), mistakes.stream())
                .toList();
    }

    private boolean isExcepted(LintFinding finding) {
        int line = finding.span().start().line();
        Map.Entry<Integer, Excepted> last = exceptions.floorEntry(line);
        return last != null
                && line <= last.getValue().lastLine()
                && last.getValue().rules().contains(finding.rule());
    }
}
