package dev.drydock.dockerfile;

import dev.drydock.dockerfile.Instruction.Form;
import java.util.ArrayList;
import java.util.List;

/** What follows the keyword and the flags, cut up as each keyword wants it. */
record Arguments(Form form, List<String> words) {

    private static final Arguments NONE = shell(List.of());

    static Arguments of(CommandLine command, char escape) {
        String text = command.arguments();
        if (text.isEmpty()) {
            return NONE;
        }
        return switch (command.keyword()) {
            case "RUN", "CMD", "ENTRYPOINT", "SHELL" -> jsonOrText(text);
            case "ADD", "COPY", "VOLUME" -> jsonOrWords(text);
            case "FROM", "EXPOSE" -> shell(Words.byBlanks(text));
            case "ARG" -> shell(Words.quoted(text, escape));
            case "ENV", "LABEL" -> shell(assignments(command.keyword(), text, escape));
            case "HEALTHCHECK" -> probe(text);
            // ONBUILD, USER, WORKDIR, STOPSIGNAL, MAINTAINER, and whatever is no instruction at all.
            default -> shell(List.of(text));
        };
    }

    private static Arguments shell(List<String> words) {
        return new Arguments(Form.SHELL, words);
    }

    private static Arguments jsonOrText(String text) {
        return JsonArray.strings(text)
                .map(words -> new Arguments(Form.EXEC, words))
                .orElseGet(() -> shell(List.of(text)));
    }

    private static Arguments jsonOrWords(String text) {
        return JsonArray.strings(text)
                .map(words -> new Arguments(Form.EXEC, words))
                .orElseGet(() -> shell(Words.byBlanks(text)));
    }

    /** {@code CMD} or {@code NONE}, then a command. */
    private static Arguments probe(String text) {
        int end = 0;
        while (end < text.length() && !Text.isSpace(text.charAt(end))) {
            end++;
        }
        String command = Text.stripLeading(text.substring(end));
        if (command.isEmpty()) {
            return shell(List.of(text.substring(0, end)));
        }
        Arguments rest = jsonOrText(command);
        var words = new ArrayList<String>();
        words.add(text.substring(0, end));
        words.addAll(rest.words());
        return new Arguments(rest.form(), words);
    }

    /** {@code NAME=value …}, or the old {@code NAME value}, which the missing equals sign in the first word tells. */
    private static List<String> assignments(String keyword, String text, char escape) {
        List<String> words = Words.quoted(text, escape);
        if (!words.isEmpty() && !words.getFirst().contains("=")) {
            return legacy(keyword, text);
        }
        for (String word : words) {
            if (!word.contains("=")) {
                throw new Mistake(
                        "There is no equals sign in \"" + Printable.of(word) + "\".",
                        "Write " + keyword + " NAME=value; a value with spaces goes into double quotes.");
            }
        }
        return words;
    }

    private static List<String> legacy(String keyword, String text) {
        int end = 0;
        while (end < text.length() && !Text.isBlank(text.charAt(end))) {
            end++;
        }
        int start = end;
        while (start < text.length() && Text.isBlank(text.charAt(start))) {
            start++;
        }
        if (start == end) {
            throw new Mistake(
                    keyword + " " + Printable.of(text) + " has no value.",
                    "Write " + keyword + " " + Printable.of(text) + "=value.");
        }
        return List.of(text.substring(0, end), text.substring(start));
    }
}
