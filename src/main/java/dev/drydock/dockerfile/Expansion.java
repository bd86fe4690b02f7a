package dev.drydock.dockerfile;

import org.jspecify.annotations.Nullable;

/** What follows a dollar sign: {@code $name}, {@code ${name}}, {@code ${name:-default}} and the other forms. */
final class Expansion {

    private final ShellWord word;
    private final String name;
    private boolean guarded;

    private Expansion(ShellWord word, String name) {
        this.word = word;
        this.name = name;
    }

    /** Reads on from behind the dollar sign. */
    static String read(ShellWord word) {
        int start = word.position() - 1;
        boolean braces = word.peek() == '{';
        if (braces) {
            word.next();
            if ("{}:".indexOf(word.peek()) >= 0 || word.peek() == ShellWord.END) {
                throw new Mistake("A variable without a name is written ${…}.", "Write ${NAME}.");
            }
        }
        var expansion = new Expansion(word, name(word));
        if (!braces && expansion.name.isEmpty()) {
            return "$";
        }
        String text = braces ? expansion.braced() : expansion.plain("$" + expansion.name);
        word.uses.add(new VariableUse(expansion.name, expansion.guarded, start, word.position()));
        return text;
    }

    /** Digits or one special character or a name: the first two are never set in a Dockerfile. */
    private static String name(ShellWord word) {
        var name = new StringBuilder();
        if (Character.isDigit(word.peek())) {
            while (Character.isDigit(word.peek())) {
                name.append((char) word.next());
            }
            return name.toString();
        }
        if (word.peek() != ShellWord.END && "@*#?-$!".indexOf(word.peek()) >= 0) {
            return String.valueOf((char) word.next());
        }
        while (Character.isLetterOrDigit(word.peek()) || word.peek() == '_') {
            name.append((char) word.next());
        }
        return name.toString();
    }

    private String braced() {
        int operator = word.next();
        if (operator == '}') {
            return plain("${" + name + "}");
        }
        boolean emptyIsUnset = operator == ':';
        if (emptyIsUnset) {
            operator = word.next();
        }
        return switch (operator) {
            case '-', '+', '?' -> conditional((char) operator, emptyIsUnset);
            case '#', '%' -> emptyIsUnset ? unknown(operator) : trimmed((char) operator);
            case '/' -> emptyIsUnset ? unknown(operator) : replaced();
            default -> unknown(operator);
        };
    }

    private String plain(String written) {
        String value = value();
        if (value != null) {
            return value;
        }
        return word.mode.keepUnset() ? written : "";
    }

    private String conditional(char operator, boolean emptyIsUnset) {
        guarded = true;
        String other = word.readUntil('}', false);
        String value = value();
        if (value == null && word.mode.keepUnset()) {
            return "${" + name + (emptyIsUnset ? ":" : "") + operator + other + "}";
        }
        boolean missing = value == null || (emptyIsUnset && value.isEmpty());
        if (operator == '+') {
            return missing ? "" : other;
        }
        if (value != null && !missing) {
            return value;
        }
        if (operator == '?') {
            throw required(other, value != null);
        }
        return other;
    }

    private Mistake required(String message, boolean set) {
        String why = message.isEmpty() ? (set ? "it may not be empty" : "it has no value") : Printable.of(message);
        return new Mistake(
                "The variable " + Printable.of(name) + " is required here: " + why + ".",
                "Give it a value with ARG " + Printable.of(name) + "=… before this line.");
    }

    private String trimmed(char operator) {
        String pattern = word.readUntil('}', true);
        String value = value();
        if (value == null) {
            return word.mode.keepUnset() ? "${" + name + operator + pattern + "}" : "";
        }
        boolean longest = !pattern.isEmpty() && pattern.charAt(0) == operator;
        var shape = ShellPattern.of(longest ? pattern.substring(1) : pattern, word.budget);
        return operator == '#' ? shape.withoutPrefix(value, longest) : shape.withoutSuffix(value, longest);
    }

    private String replaced() {
        boolean all = word.peek() == '/';
        if (all) {
            word.next();
        }
        String pattern = word.readUntil('/', true);
        String replacement = word.readUntil('}', true);
        String value = value();
        if (value == null) {
            return word.mode.keepUnset() ? "${" + name + "/" + pattern + "/" + replacement + "}" : "";
        }
        return ShellPattern.of(pattern, word.budget).replace(value, replacement, all);
    }

    private @Nullable String value() {
        String value = word.variables.get(name);
        if (value == null) {
            word.unset.add(name);
        }
        return value;
    }

    private String unknown(int operator) {
        if (operator == ShellWord.END) {
            throw new Mistake(
                    "The braces of ${" + Printable.of(name) + " are not closed.",
                    "Write ${" + Printable.of(name) + "}, with the closing brace.");
        }
        throw new Mistake(
                "The variable ${" + Printable.of(name + (char) operator)
                        + "…} is written in a form that Dockerfiles do not know.",
                "Use ${NAME}, ${NAME:-default} or ${NAME:+other}.");
    }
}
