package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints instructions as BuildKit's parser prints its syntax tree, so that the two can be compared. */
final class SyntaxTree {

    private SyntaxTree() {}

    static String of(String text) {
        Directives directives = DirectiveReader.read("Dockerfile", text);
        return new InstructionReader("Dockerfile", text, directives)
                .readAll().stream().map(SyntaxTree::node).collect(Collectors.joining("\n"));
    }

    private static String node(Instruction instruction) {
        var parts = new ArrayList<String>();
        parts.add(instruction.keyword().toLowerCase(Locale.ROOT));
        if (!instruction.flags().isEmpty()) {
            parts.add(flags(instruction));
        }
        if (instruction.trigger().isPresent()) {
            parts.add(node(instruction.trigger().get()));
        } else {
            words(instruction).forEach(word -> parts.add(quoted(word)));
        }
        return "(" + String.join(" ", parts) + ")";
    }

    private static String flags(Instruction instruction) {
        return instruction.flags().stream()
                .map(flag -> flag(flag.name(), flag.valueOrEmpty()))
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private static String flag(String name, String value) {
        return quoted("--" + name + (value.isEmpty() ? "" : "=" + value));
    }

    /** BuildKit's tree has name, value and the sign between them for each assignment of ENV and LABEL. */
    private static List<String> words(Instruction instruction) {
        if (instruction.keyword().equals("ARG") || instruction.assignments().isEmpty()) {
            return instruction.arguments();
        }
        String sign = instruction.isLegacy() ? "" : "=";
        return instruction.assignments().stream()
                .flatMap(a -> List.of(a.name(), a.value().orElseThrow(), sign).stream())
                .toList();
    }

    /** As Go's {@code %q}. */
    private static String quoted(String word) {
        return word.codePoints().mapToObj(SyntaxTree::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> character < ' ' ? String.format("\\x%02x", character) : Character.toString(character);
        };
    }
}
